"""Who may do what with what is taught."""

from unions.access import grant, grant_part
from unions.models import Role

TRAINERS = [Role.TRAINING_ORGANIZER, Role.EDITOR, Role.ADMINISTRATOR]

grant("training.programme", organization="organizer", add=TRAINERS)
grant("training.seminar", organization="organizer", add=TRAINERS)
grant_part("training.session", of="seminar")
grant_part("training.lecture", of="seminar")
grant_part("training.seminarfigure", of="seminar")
grant_part("training.module", of="programme")
grant_part("training.cohort", of="programme")
grant_part("training.material", of="seminar")

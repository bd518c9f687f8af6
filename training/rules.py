"""Who may do what with what is taught."""

from unions.access import grant
from unions.models import Role

TRAINERS = [Role.TRAINING_ORGANIZER, Role.EDITOR, Role.ADMINISTRATOR]

grant("training.programme", organization="organizer", add=TRAINERS)
grant("training.seminar", organization="organizer", add=TRAINERS)

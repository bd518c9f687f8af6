"""Who may do what with what is taught."""

import rules

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


# Who takes part is known to who signs up for an organization, and to who keeps the lists of the
# seminar: press officers and editors see nobody of them.
LIST_KEEPERS = [Role.TRAINING_ORGANIZER, Role.ADMINISTRATOR]
SIGNING_UP = [Role.CHAIR, *LIST_KEEPERS]


@rules.predicate
def keeps_the_list(user, taught=None):
    """Of a seminar or, for its intakes, of a programme."""
    if taught is None:
        return bool(user.paths_of(*LIST_KEEPERS))
    return user.has_role_at(taught.organizer, *LIST_KEEPERS)


@rules.predicate
def signs_up_for(user, organization=None):
    if organization is None:
        return bool(user.paths_of(*SIGNING_UP))
    return user.has_role_at(organization, *SIGNING_UP)


@rules.predicate
def keeps_its_list(user, registration):
    return registration is not None and keeps_the_list(user, registration.seminar)


@rules.predicate
def signs_up_for_its_organization(user, registration):
    return registration is not None and signs_up_for(user, registration.delegation.organization)


rules.add_perm("training.keep_list", keeps_the_list)
rules.add_perm("training.sign_up", signs_up_for)
rules.add_perm("training.decide_on_registration", keeps_its_list)
rules.add_perm("training.change_registration", keeps_its_list | signs_up_for_its_organization)


@rules.predicate
def keeps_its_intake(user, application):
    return application is not None and keeps_the_list(user, application.intake.programme)


@rules.predicate
def applies_for_its_organization(user, application):
    return application is not None and signs_up_for(user, application.organization)


rules.add_perm("training.decide_on_application", keeps_its_intake)
rules.add_perm("training.change_application", keeps_its_intake | applies_for_its_organization)

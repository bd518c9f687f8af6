"""Who may read and build an organization's report, declare its figures, submit, review and sign."""

import rules

from unions.access import grant, grant_dictionary
from unions.models import Appointment, Organization, Role

# Who speaks for the organization: its chair, and whoever acts as chair on the day.
CHAIRS = (Role.CHAIR, Role.ACTING_CHAIR)
DECLARERS = (*CHAIRS, Role.PRESS_OFFICER, Role.ADMINISTRATOR)
READERS = (*CHAIRS, Role.PRESS_OFFICER, Role.EDITOR, Role.ADMINISTRATOR)
REVIEWERS = (*CHAIRS, Role.ADMINISTRATOR)


def path_above(organization):
    """The path of the parent; None at the root of the tree."""
    return organization.path[: -Organization.steplen] or None


@rules.predicate
def reads_for(user, organization):
    if organization is None:
        return user.is_authenticated and user.is_staff
    if not user.is_authenticated:
        return False
    if user.has_role_at(organization, *READERS):
        return True
    # the second hierarchy: what a union's organization reports, its territorial association reads
    association = organization.territorial_association
    return association is not None and user.has_role_at(association, *READERS)


@rules.predicate
def builds_for(user, organization):
    return user.is_authenticated and user.has_role_at(organization, *READERS)


@rules.predicate
def writes_for(user, organization):
    return user.is_authenticated and user.has_role_at(organization, *DECLARERS)


@rules.predicate
def publishes_for(user, organization):
    return user.is_authenticated and user.has_role_at(organization, *CHAIRS)


@rules.predicate
def submits(user, report):
    return user.is_authenticated and user.has_role_at(report.organization, *DECLARERS)


@rules.predicate
def reviews(user, report):
    """Holds a post above the organization: nobody accepts the report of their own."""
    above = path_above(report.organization)
    if not user.is_authenticated or above is None:
        return False
    if user.is_superuser:
        return True
    return any(above.startswith(path) for path in user.paths_of(*REVIEWERS))


@rules.predicate
def signs(user, report):
    """Is chair of the organization itself, or acts as its chair; or, while it has neither, of one
    above."""
    organization = report.organization
    if not user.is_authenticated or not user.has_role_at(organization, *CHAIRS):
        return False
    if organization.path in user.paths_of(*CHAIRS):
        return True
    own = Appointment.objects.current().filter(organization=organization, role__in=CHAIRS)
    return not own.exists()


rules.add_perm("reports.read_report", reads_for)
rules.add_perm("reports.write_narrative", writes_for)
rules.add_perm("reports.publish_report", publishes_for)
rules.add_perm("reports.build_report", builds_for)
rules.add_perm("reports.submit_report", submits)
rules.add_perm("reports.review_report", reviews)
rules.add_perm("reports.sign_report", signs)

grant("reports.figure", view=READERS, add=DECLARERS)
grant("reports.taskahead", view=READERS, add=DECLARERS)
# What was frozen, asked for and printed is read; only use cases write it.
grant("reports.snapshot", view=READERS)
grant("reports.sectiontext", view=READERS)
grant("reports.reportjob", view=READERS)
grant("reports.reportfile", organization="snapshot__organization", view=READERS)
# The year is opened, and its deadlines are set, at the root of the tree.
grant_dictionary("reports.reportingyear", view=READERS, keep=(Role.ADMINISTRATOR,))
# The reports are worded there as well.
grant_dictionary("reports.indicatorwording", view=READERS, keep=(Role.ADMINISTRATOR,))

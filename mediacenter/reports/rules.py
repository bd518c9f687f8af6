"""Who may read and build an organization's report, and declare its figures."""

import rules

from unions.access import grant
from unions.models import Role

DECLARERS = (Role.CHAIR, Role.PRESS_OFFICER, Role.ADMINISTRATOR)
READERS = (Role.CHAIR, Role.PRESS_OFFICER, Role.EDITOR, Role.ADMINISTRATOR)


@rules.predicate
def reads_for(user, organization):
    if organization is None:
        return user.is_authenticated and user.is_staff
    return user.is_authenticated and user.has_role_at(organization, *READERS)


@rules.predicate
def writes_for(user, organization):
    return user.is_authenticated and user.has_role_at(organization, *DECLARERS)


@rules.predicate
def signs_for(user, organization):
    return user.is_authenticated and user.has_role_at(organization, Role.CHAIR)


rules.add_perm("reports.read_report", reads_for)
rules.add_perm("reports.write_narrative", writes_for)
rules.add_perm("reports.publish_report", signs_for)
rules.add_perm("reports.build_report", reads_for)

grant("reports.figure", view=READERS, add=DECLARERS)
grant("reports.taskahead", view=READERS, add=DECLARERS)
# What was frozen, asked for and printed is read; only use cases write it.
grant("reports.snapshot", view=READERS)
grant("reports.sectiontext", view=READERS)
grant("reports.reportjob", view=READERS)
grant("reports.reportfile", organization="snapshot__organization", view=READERS)

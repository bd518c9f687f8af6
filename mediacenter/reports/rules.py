"""Who may read and build an organization's report, and declare its figures."""

import rules

from unions.models import Role

READERS = (Role.CHAIR, Role.PRESS_OFFICER, Role.EDITOR, Role.ADMINISTRATOR)


@rules.predicate
def reads_for(user, organization):
    if organization is None:
        return user.is_authenticated and user.is_staff
    return user.is_authenticated and user.has_role_at(organization, *READERS)


rules.add_perm("reports.read_report", reads_for)
rules.add_perm("reports.build_report", reads_for)

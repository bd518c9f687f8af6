"""Who may do what with the records of who."""

import rules

from unions.access import (
    EVERY_ROLE,
    AtRoot,
    BinGrant,
    PersonGrant,
    UserGrant,
    bind,
    grant,
    grant_dictionary,
    grant_part,
    permission,
    roles_by_verb,
)
from unions.models import Role

ADMINISTRATOR = [Role.ADMINISTRATOR]
SPOKESPEOPLE = [Role.PRESS_OFFICER, Role.EDITOR, Role.ADMINISTRATOR]
HOSTS = [*SPOKESPEOPLE, Role.TRAINING_ORGANIZER]

grant_dictionary("unions.region", keep=ADMINISTRATOR)
# An organization is never deleted: it is closed or merged, and its life stays on record.
grant(
    "unions.organization",
    organization="",
    add=ADMINISTRATOR,
    delete=[],
    names=["territorial_association"],
)
grant("unions.appointment", add=ADMINISTRATOR)
grant("unions.channel", add=SPOKESPEOPLE)
grant_part("unions.followercount", of="channel")
grant("unions.congress", add=ADMINISTRATOR)
grant("unions.activityprogramme", add=ADMINISTRATOR)


@rules.predicate
def speaks_for(user, organization):
    """Whether the user enters how an organization is reached; without one: somewhere."""
    if organization is None:
        return user.is_superuser or bool(user.paths_of(*SPOKESPEOPLE))
    return user.has_role_at(organization, *SPOKESPEOPLE)


rules.add_perm("unions.enter_contacts", rules.is_authenticated & speaks_for)


@rules.predicate
def names_deputy(user, organization):
    """Is chair of the organization or of the one above it, or an administrator; whoever only acts
    as chair names nobody. Without an organization: somewhere."""
    if organization is None:
        return user.is_superuser or bool(user.paths_of(Role.CHAIR, Role.ADMINISTRATOR))
    if user.has_role_at(organization, Role.ADMINISTRATOR):
        return True
    parent = organization.path[: -organization.steplen]
    return bool({organization.path, parent} & set(user.paths_of(Role.CHAIR)))


rules.add_perm("unions.name_deputy", rules.is_authenticated & names_deputy)

bind("unions.person", PersonGrant("", roles_by_verb(list(Role), HOSTS, HOSTS, ADMINISTRATOR)))
bind("unions.user", UserGrant("", roles_by_verb(*[ADMINISTRATOR] * 3, [])))
# Under which address somebody signs in, who keeps the account, and what became of mails is settled
# at the root.
OF_THE_PORTAL = AtRoot("", roles_by_verb(ADMINISTRATOR, [], [], []))
rules.add_perm("unions.keep_every_account", permission(OF_THE_PORTAL, "view"))
rules.add_perm("outbox.keep_mail", permission(OF_THE_PORTAL, "view"))
# The journal tells of the whole federation: it is read at the root only, and written by use cases.
bind("journal.journalentry", AtRoot("", roles_by_verb(ADMINISTRATOR, [], [], [])))
# What was deleted is seen and brought back by whoever may delete such records.
bind("unions.binentry", BinGrant("", roles_by_verb(EVERY_ROLE, [], EVERY_ROLE, ADMINISTRATOR)))
# What the portal has issued is looked through at the root; use cases of the rooms enter it.
bind("register.entry", AtRoot("", roles_by_verb(ADMINISTRATOR, [], [], [])))
# What personal data is kept how long, and what was purged, in numbers.
bind("retention.purge", AtRoot("", roles_by_verb(ADMINISTRATOR, [], [], [])))

import rules

from unions.access import AtRoot, permission, roles_by_verb
from unions.roles import EDITORS

# Numbers alone, and of the whole federation: for its media centre.
OF_THE_FEDERATION = AtRoot("", roles_by_verb(EDITORS, [], [], []))
rules.add_perm("publications.see_newsletter", permission(OF_THE_FEDERATION, "view"))

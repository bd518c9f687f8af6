"""Who may do what with what others write, and with those who write it."""

import rules

from unions.access import grant, grant_dictionary, grant_part
from unions.models import Role
from unions.roles import EDITORS, READERS, WRITERS

grant_dictionary("publications.outlet", add=WRITERS, keep=EDITORS)
grant("publications.coverage", add=WRITERS, names=["shared_with"])
grant("publications.mediapartnership", add=WRITERS)
# Phones of journalists are for those who write to them, and for nobody else.
grant("publications.journalist", view=WRITERS, add=WRITERS)
grant(
    "publications.mediacontact", organization="journalist__organization", view=WRITERS, add=WRITERS
)
grant("publications.pressevent", view=READERS, add=WRITERS)
grant("publications.crisiscard", view=READERS, add=READERS, delete=[Role.ADMINISTRATOR])
grant_part("publications.crisisanswer", of="card")


@rules.predicate
def writes_for_whom_it_asks(user, request):
    return request is not None and user.has_role_at(request.organization, *WRITERS)


rules.add_perm("publications.answer_jointrequest", writes_for_whom_it_asks)

"""Who may do what with the members' voice."""

from unions.access import grant, grant_dictionary
from unions.models import Role

KEEPERS = [Role.EDITOR, Role.ADMINISTRATOR]
WRITERS = [Role.PRESS_OFFICER, *KEEPERS]
ANSWERERS = [Role.APPEALS_OFFICER, Role.ADMINISTRATOR]

grant("outreach.campaign", add=WRITERS)
grant("outreach.visit", add=WRITERS)
grant("outreach.contest", add=WRITERS)
grant("outreach.noticeboardregister", add=WRITERS)
grant("outreach.committeehearing", add=WRITERS)
grant_dictionary("outreach.boardsubject", add=WRITERS, keep=KEEPERS)
# What members ask is read by those who answer, and by the chair.
grant("outreach.appeal", view=[*ANSWERERS, Role.CHAIR], add=ANSWERERS)
# So is who wants to join; whoever applied does so by the website alone.
grant(
    "outreach.membershipapplication",
    view=[*ANSWERERS, Role.CHAIR],
    add=[],
    change=[*ANSWERERS, Role.CHAIR],
)
grant("outreach.feedbackchannel", add=[*ANSWERERS, Role.PRESS_OFFICER])

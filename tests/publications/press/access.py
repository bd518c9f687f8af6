"""Who may do what with journalists, press events and crisis cards."""

from tests.access.rows import READERS, Own, Page, of
from tests.publications.press.factories import (
    CrisisCardFactory,
    JournalistFactory,
    PressEventFactory,
)

MODELS = {
    "publications.journalist": Own("PEA", "PEA", "PEA", "PEA", of(JournalistFactory)),
    "publications.pressevent": Own("PECA", "PEA", "PEA", "PEA", of(PressEventFactory)),
    "publications.crisiscard": Own("PECA", "PECA", "PECA", "A", of(CrisisCardFactory)),
}
FURTHER = {
    "publications_pressevent_invite": "changes",
    "publications_crisiscard_open_page": "sees",
}


def card(ours):
    return [CrisisCardFactory(organization=ours).pk]


LOGGED = {"step": "log", "words": "Штаб жиналды."}
SITE = {
    "crises:cards": Page(READERS),
    "crises:card": Page(READERS, card),
    "crises:step": Page(READERS, card, posted=LOGGED, answer=302),
    "mails:set_aside": Page(""),  # for administrators of the root alone
    "mails:again": Page("", posted={"table": "planmail", "key": 0}),
}

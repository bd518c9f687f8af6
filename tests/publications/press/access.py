"""Who may do what with journalists, press events and crisis cards."""

from django.utils import timezone

from tests.access.rows import READERS, WRITERS, Own, Page, of
from tests.publications.factories import CoverageFactory
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


def asked(ours):
    coverage = CoverageFactory()
    now = timezone.now()
    return [coverage.joint_requests.create(organization=ours, asked_at=now).pk]


LOGGED = {"step": "log", "words": "Штаб жиналды."}
SITE = {
    "press:joint": Page(WRITERS),
    "press:answer_joint": Page(WRITERS, asked, posted={"answer": "refuse"}, answer=302),
    "crises:cards": Page(READERS),
    "crises:card": Page(READERS, card),
    "crises:step": Page(READERS, card, posted=LOGGED, answer=302),
}

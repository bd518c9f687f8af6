"""Who may do what with programmes and seminars."""

from tests.access.rows import ALL, OPEN, Own, Page
from tests.training.factories import ProgrammeFactory, SeminarFactory


def programme(organization):
    return ProgrammeFactory(organizer=organization)


def seminar(organization):
    return SeminarFactory(organizer=organization)


MODELS = {
    "training.programme": Own(ALL, "TEA", "TEA", "TEA", programme),
    "training.seminar": Own(ALL, "TEA", "TEA", "TEA", seminar),
}
SITE = {
    "training:seminars": Page(OPEN),
    "training:programme": Page(OPEN, lambda ours: [programme(ours).slug]),
    "training:seminar": Page(OPEN, lambda ours: [seminar(ours).slug]),
}

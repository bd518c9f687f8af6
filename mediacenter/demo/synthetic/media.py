"""With whom organizations talk: journalists, contacts, events for the press; and in a crisis."""

from datetime import date, time, timedelta

from publications.articles.models import Accreditation
from publications.press.models import (
    CrisisAnswer,
    CrisisCard,
    CrisisLevel,
    CrisisLogEntry,
    Journalist,
    MediaContact,
    PressEvent,
    PressEventKind,
    PressInvitation,
)
from publications.press.models.journalists import ContactWay

from .copying import copy_in, keys
from .frequency import every_year, noon, some_day
from .words import LANGUAGES, MARK, called

JOURNALISTS = {"federation": 60, "unions": 15, "regional": 12, "districts": 0.5}  # at most twice
CONTACTS, ACCREDITED, INVITED = 5, 0.3, 8  # at most; a share; about
EVENTS_A_YEAR = {"federation": 30, "unions": 6, "regional": 4}
CRISES_A_YEAR = {"federation": 3, "unions": 1, "regional": 1}
STILL_OPEN = 0.1  # the share of the crises
STEPS_OF_CRISIS = 4


def fill_journalists(scale, tree, outlets, say):
    """Return their keys."""
    kept = list(journalists_of(scale, tree, outlets))
    say(f"journalists: {copy_in(Journalist, kept)}")
    copy_in(MediaContact, contacts_with(scale, tree, kept))
    copy_in(Accreditation, accreditations_of(scale, kept))
    return [journalist.pk for journalist in kept]


def fill_media(scale, tree, journalists, say):
    held = list(every_year(scale, tree, EVENTS_A_YEAR))
    events = list(events_of(scale, held))
    say(f"events for the press: {copy_in(PressEvent, events)}")
    copy_in(PressEvent.speakers.through, speakers_at(events))
    copy_in(PressInvitation, invitations_to(scale, events, journalists))
    cards = list(crises_of(scale, tree))
    say(f"crisis cards: {copy_in(CrisisCard, cards)}")
    copy_in(CrisisAnswer, answers_in(cards))
    copy_in(CrisisLogEntry, logs_of(tree, cards))


def journalists_of(scale, tree, outlets):
    rng = scale.rng("journalists")
    owners = [
        organization
        for level, most in JOURNALISTS.items()
        for organization in getattr(tree, level)
        for _ in range(rng.randint(0, round(most * 2)))
    ]
    for key, owner in enumerate(owners, start=1):
        made = Journalist(
            pk=key,
            organization_id=owner,
            outlet_id=rng.choice(outlets),
            beat=MARK["ru"],
            email=f"synthetic-{key}@media.example",
            language=rng.choice(LANGUAGES),
            **called(
                kk=f"№\u00a0{key} журналист",
                ru=f"Журналист №\u00a0{key}",
                en=f"Journalist No. {key}",
            ),
        )
        made.fill_sort_keys()
        yield made


def contacts_with(scale, tree, journalists):
    rng = scale.rng("contacts")
    for journalist in journalists:
        for _ in range(rng.randint(0, CONTACTS)):
            yield MediaContact(
                journalist_id=journalist.pk,
                happened_on=some_day(rng, rng.choice(scale.all_years))["starts_on"],
                way=rng.choice(ContactWay.values),
                note=MARK["ru"],
                made_by_id=tree.desks[journalist.organization_id],
            )


def accreditations_of(scale, journalists):
    rng = scale.rng("accreditations")
    for journalist in journalists:
        if rng.random() < ACCREDITED:
            year = rng.choice(scale.all_years)
            yield Accreditation(
                journalist_id=journalist.pk,
                reach_id=journalist.organization_id,
                starts_on=date(year, 1, 1),
                ends_on=date(year, 12, 31),
            )


def events_of(scale, held):
    rng = scale.rng("events for the press")
    for key, (organization, year) in enumerate(held, start=1):
        yield PressEvent(
            pk=key,
            organization_id=organization,
            kind=rng.choice(PressEventKind.values),
            topic_kk=f"№\u00a0{key} брифинг ({MARK['kk']})",
            topic_ru=f"Брифинг №\u00a0{key} ({MARK['ru']})",
            starts_at_time=time(rng.randint(9, 17)),
            attended=rng.choice((None, rng.randint(0, 20))),
            **some_day(rng, year),
        )


def speakers_at(events):
    """Those who speak are the chairs, whose keys are those of their organizations."""
    for event in events:
        yield PressEvent.speakers.through(pressevent_id=event.pk, person_id=event.organization_id)


def invitations_to(scale, events, journalists):
    rng = scale.rng("invitations")
    for event in events:
        asked = noon(event.starts_on - timedelta(days=5))
        for journalist in rng.sample(journalists, k=min(INVITED, len(journalists))):
            yield PressInvitation(
                event_id=event.pk,
                journalist_id=journalist,
                asked_at=asked,
                came=rng.random() < 0.5,
            )


def crises_of(scale, tree):
    rng = scale.rng("crises")
    for key, (organization, year) in enumerate(every_year(scale, tree, CRISES_A_YEAR), start=1):
        opened = noon(some_day(rng, year)["starts_on"])
        is_open = rng.random() < STILL_OPEN
        yield CrisisCard(
            pk=key,
            organization_id=organization,
            title=f"Ситуация №\u00a0{key} ({MARK['ru']})",
            trigger=MARK["ru"],
            level=rng.choice(CrisisLevel.values),
            spokesperson_id=organization,
            opened_at=opened,
            closed_at=None if is_open else opened + timedelta(days=3),
            outcome="" if is_open else MARK["ru"],
            **{f"statement_{language}": mark for language, mark in MARK.items()},
        )


def answers_in(cards):
    for card in cards:
        for number in keys(STEPS_OF_CRISIS):
            yield CrisisAnswer(
                card_id=card.pk, number=number, question_ru=MARK["ru"], answer_ru=MARK["ru"]
            )


def logs_of(tree, cards):
    for card in cards:
        for number in keys(STEPS_OF_CRISIS):
            yield CrisisLogEntry(
                card_id=card.pk,
                at=card.opened_at + timedelta(hours=number),
                words=MARK["ru"],
                written_by_id=tree.desks[card.organization_id],
            )

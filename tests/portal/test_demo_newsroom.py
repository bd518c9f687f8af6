"""What the demo shows of the newsroom: examples that say that they are examples."""

import pytest

from mediacenter.portal.demo import loading
from publications.models import CrisisCard, Journalist, MediaContact, PressEvent

pytestmark = pytest.mark.django_db
EXAMPLE = ("мысал", "пример", "example")


@pytest.fixture
def demo(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path / "private")}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    loading.load(dict.fromkeys(loading.accounts(), "a long enough secret"))


def says_that_it_is_one(text):
    return any(word in text.lower() for word in EXAMPLE)


def test_a_crisis_card_is_shown_from_its_opening_to_its_end(demo):
    card = CrisisCard.objects.get()
    assert card.closed_at > card.opened_at
    assert card.outcome
    assert (card.answers.count(), card.log.count()) == (1, 2)
    assert says_that_it_is_one(card.title)
    assert all(says_that_it_is_one(entry.words) for entry in card.log.all())


def test_journalists_are_offices_not_made_up_people(demo):
    [office] = Journalist.objects.all()
    assert "Редакция" in office.name_ru
    assert says_that_it_is_one(office.name_ru)
    assert (office.phone, office.email) == ("", "")
    assert MediaContact.objects.get().journalist == office


def test_an_event_for_the_press_is_shown(demo):
    [event] = PressEvent.objects.all()
    assert says_that_it_is_one(event.topic_kk)

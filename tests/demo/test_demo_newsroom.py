"""What the demo shows of the newsroom: examples that say that they are examples."""

import io

import pypdfium2
import pytest
from django.test import TestCase

from publications.articles.models import Article, ArticleText, Tag
from publications.plan.models import Assignment, AssignmentStatus, Occasion, PlanItem, PlanStatus
from publications.press.models import (
    Coverage,
    CrisisCard,
    Journalist,
    MediaContact,
    PressEvent,
    Tone,
)
from publications.printed.models import DocumentKind, LibraryDocument, NewspaperIssue
from tests.loaded_demo import load_demo
from unions.models import User

pytestmark = pytest.mark.together

EXAMPLE = ("мысал", "пример", "example")


def says_that_it_is_one(text):
    return any(word in text.lower() for word in EXAMPLE)


class TestTheNewsroomOfTheDemo(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_demo()

    def test_the_plan_is_full_enough_for_every_page_of_it(self):
        entered = Occasion.objects.filter(memorable_date=None)
        assert entered.exists()
        assert all(occasion.title_ru.startswith("Пример:") for occasion in entered)
        states = set(PlanItem.objects.values_list("status", flat=True))
        assert {PlanStatus.IDEA, PlanStatus.PLANNED, PlanStatus.IN_WORK} <= states
        assert Assignment.objects.filter(status=AssignmentStatus.OFFERED).exists()

    def test_the_library_has_the_guides_first_then_what_the_federation_has_adopted(self):
        former, guide, *adopted = LibraryDocument.objects.published().order_by("pk")
        assert former.year == 2018
        assert (guide.continues, guide.number_in_series) == (former, 1)
        kinds = {document.kind for document in adopted}
        assert {DocumentKind.CHARTER, DocumentKind.STRATEGY, DocumentKind.CONCEPT} <= kinds

    def test_a_crisis_card_is_shown_from_its_opening_to_its_end(self):
        card = CrisisCard.objects.get()
        assert card.closed_at > card.opened_at
        assert card.outcome
        assert (card.answers.count(), card.log.count()) == (1, 2)
        assert says_that_it_is_one(card.title)
        assert all(says_that_it_is_one(entry.words) for entry in card.log.all())

    def test_journalists_are_an_office_and_a_demo_account_not_made_up_people(self):
        office, holder = Journalist.objects.order_by("pk")
        assert says_that_it_is_one(office.name_ru)
        assert "Редакция" in office.name_ru
        assert holder.name_ru.startswith("Демо:")
        for journalist in (office, holder):
            assert (journalist.phone, journalist.email) == ("", "")
            assert says_that_it_is_one(MediaContact.objects.get(journalist=journalist).note)

    def test_an_event_for_the_press_is_shown_with_who_came(self):
        event = PressEvent.objects.get()
        assert says_that_it_is_one(event.topic_kk)
        assert event.invitations.get().came

    def test_a_release_under_embargo_is_read_by_the_accredited_journalist_alone(self):
        release = Article.objects.get(kind="press_release")
        journalist = User.objects.get(email="journalist@example.org")
        press = User.objects.get(email="press@example.org")
        texts = ArticleText.objects.filter(article=release)
        assert {text.language for text in texts.visible_to(journalist)} == {"kk", "ru"}
        assert not texts.visible_to(press).exists()
        assert all(says_that_it_is_one(text.title) for text in texts)

    def test_articles_are_found_by_tags_of_the_list(self):
        assert not Tag.objects.filter(articles=None).exists()
        tagged = Article.objects.exclude(tags=None).distinct().count()
        assert tagged > Article.objects.count() * 0.8

    def test_what_the_media_published_is_enough_for_every_chart(self):
        made_up = Coverage.objects.exclude(topic_ru="").filter(topic_ru__startswith="Пример:")
        assert set(made_up.values_list("tone", flat=True)) == {"", *Tone.values}
        assert made_up.exclude(shared_with=None).exists()
        assert all(says_that_it_is_one(piece.outlet.name_ru) for piece in made_up)

    def test_every_page_of_an_issue_says_that_it_is_an_example(self):
        issues = NewspaperIssue.objects.all()
        assert len(issues) == 3
        for issue in issues:
            with issue.file.open() as file:
                pages = list(pypdfium2.PdfDocument(io.BytesIO(file.read())))
            assert pages
            for page in pages:
                text = page.get_textpage().get_text_range()
                assert "Номер-пример" in text
                assert "Мысал нөмір" in text

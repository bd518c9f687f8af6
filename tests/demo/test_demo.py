import datetime as dt
import re
from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from mediacenter.demo import loading, reports
from mediacenter.demo.content import names, read
from mediacenter.demo.records import past_weekend
from mediacenter.portal.checks import DEMO_ACCOUNTS
from mediacenter.reports.models import (
    Figure,
    ReportFile,
    ReportingYear,
    ReportState,
    YearlyReport,
)
from mediacenter.services.register.models import Entry
from mediacenter.toolkit.dates import Precision
from publications.articles.models import ArticleText, Status
from publications.pictures.models import Picture
from publications.press.models import Coverage
from tests.loaded_demo import PASSWORD, load_demo
from tests.unions.factories import OrganizationFactory, PersonFactory, UserFactory
from training.models import Seminar
from unions.models import Channel, ChannelFlag, Organization, Region, User

pytestmark = [pytest.mark.django_db, pytest.mark.together]

# Made by use, or by the queue: jobs and files of reports, the settlement of doubts, what is said
# of a figure, what somebody is about to enter, what is to be built on a day, another wording.
MADE_LATER = {
    "training.Certificate",
    "reports.FigureComment",
    "reports.IndicatorWording",
    "reports.ScheduledBuild",
    "reports.UnsavedSection",
    "reports.ReportJob",
    "reports.Snapshot",
    "reports.ReportFile",
    "reports.ReportOutput",
    "reports.YearlyReport",
    "reports.ReturnedItem",
    "reports.Signature",
    "reports.DoubtAnswer",
}
MADE_BY_SIGNING_IN = {"unions.Limit"}
MADE_BY_DELETING = {"unions.BinEntry"}
# What people make as they write, and what the queue makes of it.
MADE_BY_WRITING = {
    f"publications.{name}"
    for name in (
        "Card",
        "Correction",
        "FormerAddress",
        "GalleryPicture",
        "GuideOpinion",
        "LinkCheck",
        "Presence",
        "Remark",
        "RemarkAnswer",
        "UnsavedWork",
    )
}
ROOMS = ("unions", "publications", "training", "outreach", "reports")


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


NAMED = [
    "unions.Region",
    "unions.Organization",
    "unions.Person",
    "publications.Rubric",
    "publications.Outlet",
    "training.Programme",
]


def counts():
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return {model._meta.label: model.objects.count() for model in models}


def test_a_seminar_of_a_weekend_moves_to_the_monday_after_it():
    week = [dt.date(2026, 11, day) for day in range(2, 10)]  # from a Monday to the next one
    assert [past_weekend(day).day for day in week] == [2, 3, 4, 5, 6, 9, 9, 9]


@pytest.mark.parametrize("factory", [OrganizationFactory, PersonFactory, UserFactory])
def test_a_database_with_real_data_is_refused(factory):
    factory()
    with pytest.raises(CommandError, match="real data"):
        load()
    assert not Region.objects.exists()


@pytest.fixture
def given(monkeypatch):
    """The passwords that the command has the demo loaded with, {e-mail: password}."""
    passwords = {}
    monkeypatch.setattr(loading, "load", lambda given: passwords.update(given) or True)
    return passwords


def printed():
    return dict(re.findall(r"^(\S+@example\.org)  (\S+)$", load(), re.MULTILINE))


def test_without_a_password_random_ones_are_printed(monkeypatch, given):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    assert printed() == given
    assert given.keys() == set(loading.accounts())
    assert len(set(given.values())) == len(given)


def test_a_password_of_the_environment_is_everybodys_and_not_printed(monkeypatch, given):
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    assert printed() == {}
    assert given == dict.fromkeys(loading.accounts(), PASSWORD)


class TestTheLoadedDemo(TestCase):
    """What stands in it."""

    @classmethod
    def setUpTestData(cls):
        load_demo()

    def test_a_second_loading_changes_nothing_even_beside_what_people_have_added(self):
        UserFactory()
        before = counts()
        assert "already" in load()
        assert counts() == before

    def test_a_portal_for_use_knows_every_account_to_refuse_it(self):
        assert sorted(loading.accounts()) == sorted(DEMO_ACCOUNTS)
        assert User.objects.filter(email__in=DEMO_ACCOUNTS).count() == len(DEMO_ACCOUNTS)

    def test_every_account_holds_its_role(self):
        held = {
            user.email: [
                (post.role, post.organization.slug) for post in user.person.appointments.all()
            ]
            for user in User.objects.select_related("person")
        }
        assert held == {
            "admin@example.org": [("administrator", "federation")],
            "editor@example.org": [("editor", "federation")],
            "press@example.org": [
                ("press_officer", "karaganda-education"),
                ("acting_chair", "karaganda-education"),
            ],
            "chair@example.org": [("chair", "karaganda-education")],
            "chair.almaty@example.org": [("chair", "almaty-education")],
            "training@example.org": [("training_organizer", "federation")],
            "appeals@example.org": [("appeals_officer", "karaganda-education")],
            "journalist@example.org": [],
        }
        assert all(user.check_password(PASSWORD) for user in User.objects.all())
        assert not User.objects.filter(is_superuser=True).exists()

    def test_there_is_something_to_see_of_every_kind(self):
        assert {
            label for label, count in counts().items() if not count
        } == MADE_LATER | MADE_BY_WRITING | MADE_BY_SIGNING_IN | MADE_BY_DELETING

    def test_the_tree_is_sound_and_holds_both_hierarchies(self):
        assert not any(Organization.objects.find_problems())
        regional = Organization.objects.get(slug="karaganda-education")
        branches = Organization.objects.get_children(regional)
        assert sorted(branch.annex_number for branch in branches) == list(range(2, 14))
        assert {branch.territorial_association.slug for branch in branches} == {
            "territorial-karaganda"
        }
        associations = Organization.objects.filter(kind="territorial")
        assert {association.region_id for association in associations} == set(
            Region.objects.values_list("pk", flat=True)
        )

    def test_the_annex_raises_exactly_the_doubts_that_its_readers_found(self):
        flags = ChannelFlag.objects.values_list(
            "channel__organization__annex_number", "channel__network", "kind"
        )
        assert sorted(flags) == [
            (4, "instagram", "post"),
            (5, "instagram", "shared"),
            (7, "facebook", "share_link"),
            (10, "facebook", "share_link"),
            (12, "instagram", "shared"),
        ]

    def test_links_are_kept_as_entered_and_shown_without_tracking_keys(self):
        annex = Channel.objects.filter(organization__annex_number__isnull=False)
        assert annex.count() == 26
        assert all(re.search("igsh|mibextid|utm_|hl=", channel.entered) for channel in annex)
        assert not [link for link in annex if re.search("igsh|mibextid|utm_|hl=", link.url)]
        assert annex.get(entered__contains="100041669981308").url == (
            "https://www.facebook.com/profile.php?id=100041669981308"
        )

    def test_figures_are_declared_with_qualifier_and_source(self):
        figures = Figure.objects.filter(organization__slug="karaganda-education")
        stated = {(one.indicator, one.year): (one.number, one.qualifier) for one in figures}
        assert stated["social.materials", 2023] == (120, "exact")
        assert stated["appeals.answered", 2023] == (1358, "more_than")
        assert stated["staff.information_officers", 2024] == (0, "exact")
        assert all(one.source_kk and one.source_ru and one.source_en for one in figures)

    def test_four_broadcasts_with_their_speakers(self):
        broadcasts = Coverage.objects.broadcasts().order_by("starts_on")
        spoken = [[person.name_ru for person in one.speakers.all()] for one in broadcasts]
        assert spoken[:3] == [["Ракишева А."]] * 3
        assert sorted(spoken[3]) == ["Кашенова М.", "Хамитова Э."]
        assert broadcasts[3].speakers_post_ru == "председатели районных филиалов"

    def test_seminars_keep_what_their_sources_leave_open(self):
        dated = {
            seminar.slug: (seminar.starts_on, seminar.precision)
            for seminar in Seminar.objects.all()
        }
        assert dated["information-policy-for-new-chairs"][0] is None
        day, precision = dated["information-work-in-media-and-social-networks-almaty"]
        assert (day.month, day.day, precision) == (1, 29, Precision.DAY_OF_UNKNOWN_YEAR)
        assert dated["negotiation-skills-kyzylorda"][1] == Precision.YEAR

    def test_seminars_to_come_are_on_working_days(self):
        to_come = Seminar.objects.filter(slug__endswith="-example", programme=None)
        assert {one.starts_on.weekday() for one in to_come} <= set(range(5))

    def test_texts_stand_in_kazakh_and_russian_but_for_the_one_that_shows_what_is_missing(self):
        languages = Counter()
        for text in ArticleText.objects.published():
            languages[text.article_id, text.language] += 1
        articles = {article for article, _language in languages}
        lacking = [article for article in articles if not languages[article, "kk"]]
        assert len(articles) == len(names("news")) - 2, "one in review, one under embargo"
        assert all(languages[article, "ru"] for article in articles)
        assert [ArticleText.objects.get(article=article).title for article in lacking] == [
            "В Турине говорят о том, как профсоюзу быть услышанным"
        ]

    def test_texts_survive_the_sanitizer_as_they_were_written(self):
        for name in names("news"):
            for words in (
                value for value in read(f"news/{name}").values() if isinstance(value, dict)
            ):
                stored = ArticleText.objects.get(title=words["title"])
                assert stored.body.strip() == words.get("body", "").strip()

    def test_some_texts_still_wait_for_their_writer_and_editor(self):
        waiting = ArticleText.objects.exclude(status=Status.PUBLISHED)
        assert sorted(waiting.values_list("language", "status")) == [
            ("kk", "draft"),
            ("ru", "review"),
        ]

    def test_covers_can_be_shown_and_say_in_words_what_they_show(self):
        for picture in Picture.objects.all():
            assert picture.renditions.exists()
            assert picture.alt_kk
            assert picture.alt_ru
            assert picture.alt_en

    def test_names_stand_in_all_three_languages(self):
        for label in NAMED:
            for record in apps.get_model(label).objects.all():
                assert record.name_kk
                assert record.name_ru
                assert record.name_en


def test_one_report_is_signed_and_published_and_the_next_is_collected():
    load_demo()
    reports.publish_reports()
    reports.publish_reports()
    signed = YearlyReport.objects.get(year=2024)
    assert signed.status == ReportState.PUBLISHED
    assert signed.current_signature().signer["name"]["ru"] == "Ракишева А."
    assert ReportFile.objects.published().count() == 3
    assert Entry.objects.valid().count() == 3
    assert ReportingYear.objects.get(year=2025).primaries_due_on > timezone.localdate()
    assert not YearlyReport.objects.filter(year=2025).exists()

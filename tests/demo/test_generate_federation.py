from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediacenter.demo.synthetic.copying import copy_in
from mediacenter.demo.synthetic.filling import ROOMS
from mediacenter.demo.synthetic.scale import Scale
from publications.articles.models import ArticleText, Revision, TextState
from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from publications.press.models import Coverage, Medium
from publications.printed.models import LibraryDocument
from tests.unions.factories import RegionFactory
from unions.models import Organization, OrganizationKind, Person, Role

pytestmark = pytest.mark.django_db


def generate(organizations=60, articles=40, years=2, seed=1):
    out = StringIO()
    call_command(
        "generate_federation",
        organizations=organizations,
        articles=articles,
        years=years,
        seed=seed,
        stdout=out,
    )
    return out.getvalue()


def all_rows():
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return {model._meta.label: list(model.objects.order_by("pk").values_list()) for model in models}


def rows_of(**arguments):
    """The rows that the arguments give, in a database that is empty before and after."""
    with transaction.atomic():
        generate(**arguments)
        rows = all_rows()
        transaction.set_rollback(True)
    return rows


def test_the_same_arguments_give_the_same_rows():
    assert rows_of(seed=7) == rows_of(seed=7)


def test_another_seed_gives_other_rows():
    one, other = rows_of(seed=7), rows_of(seed=8)
    differing = {label for label in one if one[label] != other[label]}
    assert {
        "unions.Organization",
        "publications.ArticleText",
        "reports.Figure",
        "publications.PlanItem",
    } <= differing


def test_a_federation_of_full_size_has_the_proportions_that_were_measured():
    assert Scale(organizations=25_000, articles=0).levels() == (20, 20, 200, 4000, 20_759)


@pytest.mark.parametrize("organizations", [1, 2, 4, 6, 17])
def test_the_tree_is_sound_and_has_the_size_asked_for(organizations):
    generate(organizations=organizations, articles=3)
    assert Organization.objects.count() == organizations
    assert not any(Organization.objects.find_problems())


# What only the daily work leaves behind: mails, locks, drafts of the day, files.
LEFT_EMPTY = {
    "outreach.AppealLetter",
    "outreach.MembershipApplication",
    "publications.Card",
    "publications.Guide",
    "publications.GuideLaw",
    "publications.GuideOpinion",
    "publications.JointRequest",
    "publications.LinkCheck",
    "publications.NewsletterSubscription",
    "publications.NewsletterTopic",
    "publications.Notice",
    "publications.Presence",
    "publications.RemarkAnswer",
    "publications.UnsavedWork",
    "reports.CountedYear",
    "reports.DoubtAnswer",
    "reports.FigureComment",
    "reports.IndicatorWording",
    "reports.ReportOutput",
    "reports.RolledUp",
    "reports.ScheduledBuild",
    "reports.SectionText",
    "reports.Signature",
    "reports.UnsavedSection",
    "training.Attendance",
    "training.Certificate",
    "training.Cohort",
    "training.Delegation",
    "training.FeedbackAnswer",
    "training.FeedbackGiven",
    "training.IntakeApplication",
    "training.Learner",
    "training.Material",
    "training.Module",
    "training.ParticipantQuote",
    "training.Registration",
    "training.StewardLink",
    "unions.ActivityProgramme",
    "unions.BinEntry",
    "unions.Congress",
    "unions.Limit",
    "unions.OrganizationEvent",
}


def test_the_number_of_statements_does_not_grow_with_the_size():
    statements = []
    for size in (40, 400):
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            generate(organizations=size, articles=size)
            transaction.set_rollback(True)
        statements.append(len(captured))
    assert statements[0] == statements[1]


def test_a_database_that_holds_records_is_refused():
    RegionFactory()
    with pytest.raises(CommandError, match="not empty"):
        generate()
    assert not Organization.objects.exists()


def test_lists_and_structures_are_copied_as_they_are():
    generate(organizations=1, articles=1)
    for model in (Revision, LibraryDocument):
        model.objects.all().delete()
    text = ArticleText.objects.first()
    fields = {"title": 'A "word" \\ two\nlines, {braces}', "parts": [1, None, True]}
    copy_in(Revision, [Revision(text=text, version=1, fields=fields, saved_at="2024-01-01 00:00Z")])
    assert Revision.objects.get().fields == fields
    codes = ["kk", '"q', "\\,"]
    document = LibraryDocument(slug="codes", name="codes", languages=codes)
    document.organization = Organization.objects.get()
    copy_in(LibraryDocument, [document])
    assert LibraryDocument.objects.get().languages == codes


class TestAGeneratedFederation(TestCase):
    """What stands in it; made once for all."""

    @classmethod
    def setUpTestData(cls):
        cls.told = generate(organizations=300, articles=200, years=1)

    def test_every_level_stands_below_the_right_one(self):
        kind = OrganizationKind
        for level, above in [
            ([kind.INDUSTRY_UNION, kind.TERRITORIAL], [kind.FEDERATION]),
            ([kind.REGIONAL], [kind.INDUSTRY_UNION]),
            ([kind.DISTRICT, kind.CITY, kind.LOCAL], [kind.REGIONAL]),
            ([kind.PRIMARY], [kind.DISTRICT, kind.CITY, kind.LOCAL]),
        ]:
            found = Organization.objects.filter(kind__in=level)
            assert found
            for organization in found:
                assert Organization.objects.get_parent(organization).kind in above

    def test_organizations_stand_in_the_region_of_their_territorial_association(self):
        affiliated = Organization.objects.exclude(territorial_association=None)
        assert affiliated.count() > 250
        for organization in affiliated.select_related("territorial_association")[:200]:
            assert organization.region_id == organization.territorial_association.region_id

    def test_whatever_is_made_says_that_it_is_made_up(self):
        assert not Organization.objects.filter(is_synthetic=False).exists()
        for model, column in [(Organization, "name_ru"), (Person, "name_ru")]:
            unmarked = model.objects.exclude(**{f"{column}__contains": "синтетический"})
            assert not unmarked.exists()
        for language, mark in [("en", "synthetic"), ("ru", "синтетический")]:
            texts = ArticleText.objects.filter(language=language)
            assert not texts.exclude(title__contains=mark).exists()

    def test_every_text_is_written_in_kazakh_and_russian_and_some_in_english(self):
        languages = ArticleText.objects.values_list("language", flat=True)
        count = {language: list(languages).count(language) for language in ("kk", "ru", "en")}
        assert count["kk"] == count["ru"] == 200
        assert 0 < count["en"] < 200

    def test_there_is_something_of_everything(self):
        empty = {label for label, rows in all_rows().items() if not rows}
        assert empty == LEFT_EMPTY

    def test_texts_have_their_versions_and_a_changed_source_leaves_its_translations_outdated(self):
        for text in ArticleText.objects.prefetch_related("revisions"):
            kept = {revision.version: revision for revision in text.revisions.all()}
            assert set(kept) == set(range(1, text.version + 1))
            assert kept[text.version].fields == text.parts
        standing = Revision.objects.standing_at(timezone.now()).values_list("text", flat=True)
        public = ArticleText.objects.published().values_list("pk", flat=True)
        assert sorted(standing) == sorted(public)
        outdated = ArticleText.objects.in_state(TextState.OUTDATED)
        assert 0 < outdated.count() < ArticleText.objects.count() / 5

    def test_a_material_that_is_taken_is_made_by_somebody_who_writes_for_the_organization(self):
        taken = Assignment.objects.exclude(assignee=None)
        assert taken.filter(status=AssignmentStatus.TAKEN).exists()
        assert not Assignment.objects.filter(status=AssignmentStatus.OFFERED).exclude(assignee=None)
        for assignment in taken.select_related("plan_item__occasion__organization")[:100]:
            organization = assignment.plan_item.occasion.organization
            assert assignment.assignee.has_role_at(organization, Role.PRESS_OFFICER)

    def test_records_made_afterwards_take_the_next_keys(self):
        made = Person.objects.count()
        person = Person.objects.create(name_ru="Сеитова А.")
        assert person.pk == made + 1

    def test_it_tells_what_it_has_made(self):
        assert "organizations: 300" in self.told
        assert "articles: 200" in self.told

    def test_each_kind_of_coverage_is_made(self):
        assert set(Coverage.objects.values_list("medium", flat=True)) == set(Medium)

    def test_a_cancelled_occasion_has_cancelled_all_that_was_planned_for_it(self):
        assert not Occasion.objects.exclude(title_ru__contains="синтетический").exists()
        assert not Occasion.objects.filter(plan_items=None).exists()
        assert not PlanItem.objects.filter(assignments=None).exists()
        cancelled = Occasion.objects.filter(status=OccasionStatus.CANCELLED)
        assert 0 < cancelled.count() < Occasion.objects.count()
        items = PlanItem.objects.filter(status=PlanStatus.CANCELLED)
        assert set(items) == set(PlanItem.objects.filter(occasion__in=cancelled))
        assignments = Assignment.objects.filter(status=AssignmentStatus.CANCELLED)
        assert set(assignments) == set(Assignment.objects.filter(plan_item__in=items))

"""One matrix of role x address x inside or outside the subtree, over every address there is.

What is expected stands in access_table.py. An address or a model of the admin that has no row
there fails the first tests: nothing comes to the portal without a decision about who may see it.
"""

import datetime as dt
import json
import uuid

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone

from mediacenter.portal.sitemaps import SITEMAPS
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import ReportFile, ReportJob, Snapshot
from publications.models import Audience, CalendarAddress, Remark, Revision, Tag, UnsavedWork
from publications.previews import preview_url
from tests.outreach import factories as outreach
from tests.publications import factories as publications
from tests.publications.plan import factories as plan
from tests.publications.press import factories as press
from tests.reports import factories as reports
from tests.training import factories as training
from tests.unions import factories as unions
from tests.unions.access_table import (
    ACCREDITED,
    ADMIN,
    ALL,
    BREAK_GLASS,
    DOORS,
    LETTERS,
    OPEN,
    OWN_ACCOUNT,
    PAGES,
    READERS,
    SIGNED_IN,
    SITE,
    SITEWIDE,
    WRITERS,
    Own,
)
from unions.models import ActivityProgramme, Congress, JournalEntry, Organization

pytestmark = pytest.mark.django_db

STANDARD = {"changelist", "add", "change", "delete", "history"}


# --- What there is ------------------------------------------------------------------------------


def addresses(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"


ADDRESSES = set(addresses(get_resolver()))


def takes(address, *args):
    """Whether an address has that many parts to fill in."""
    try:
        reverse(address, args=args)
    except NoReverseMatch:
        return False
    return True


MODELS = {model._meta.label_lower: model for model in admin.site._registry}


def test_every_model_of_the_admin_has_a_row():
    assert set(MODELS) == set(ADMIN)


def test_every_page_of_the_admin_has_a_row():
    standard = {f"admin:{label.replace('.', '_')}_{page}" for label in MODELS for page in STANDARD}
    pages = {address for address in ADDRESSES if address.startswith("admin:")} - standard
    assert {page.removeprefix("admin:") for page in pages} == {*PAGES, *SITEWIDE, *DOORS}


def test_every_address_of_the_site_has_a_row():
    site = {
        address
        for address in ADDRESSES
        if not address.startswith("admin:") and not address.startswith(OWN_ACCOUNT)
    }
    assert site == set(SITE)


# --- Whom and what we have ----------------------------------------------------------------------


@pytest.fixture
def tree():
    """federation > (ours > branch, theirs)"""
    federation = unions.OrganizationFactory(kind="federation")
    ours = unions.OrganizationFactory(parent=federation, kind="regional", slug="ours")
    return {
        "federation": federation,
        "ours": ours,
        "branch": unions.OrganizationFactory(parent=ours),
        "theirs": unions.OrganizationFactory(parent=federation, kind="regional", slug="theirs"),
    }


def entry(organization):
    return JournalEntry.objects.create(verb="channel added", subject=organization)


def snapshot(organization):
    return Snapshot.objects.create(
        organization=organization, year=2024, facts={}, facts_sha=uuid.uuid4().hex
    )


def report_file(organization):
    return ReportFile.objects.create(
        snapshot=snapshot(organization),
        language="ru",
        key=uuid.uuid4().hex,
        file=ContentFile(b"%PDF-1.7", name="report.pdf"),
        file_sha=uuid.uuid4().hex,
        size=8,
    )


def programme_of_activity(organization):
    return ActivityProgramme.objects.create(
        organization=organization, title_kk="Бағдарлама", first_year=2024, last_year=2029
    )


RECORD = {
    "unions.region": lambda organization: unions.RegionFactory(),
    "unions.organization": lambda organization: organization,
    "unions.person": lambda one: unions.AppointmentFactory(organization=one).person,
    "unions.appointment": lambda one: unions.AppointmentFactory(organization=one),
    "unions.user": lambda one: unions.UserFactory(role=LETTERS["C"], organization=one),
    "unions.channel": lambda one: unions.ChannelFactory(organization=one),
    "unions.congress": lambda one: Congress.objects.create(organization=one, ordinal="XV"),
    "unions.activityprogramme": programme_of_activity,
    "unions.journalentry": entry,
    "publications.article": lambda one: publications.ArticleFactory(organization=one),
    "publications.picture": lambda one: publications.PictureFactory(organization=one),
    "publications.rubric": lambda one: publications.RubricFactory(organization=one),
    "publications.outlet": lambda one: publications.OutletFactory(),
    "publications.coverage": lambda one: publications.CoverageFactory(organization=one),
    "publications.mediapartnership": lambda one: publications.MediaPartnershipFactory(
        organization=one
    ),
    "publications.socialpost": lambda one: publications.SocialPostFactory(organization=one),
    "publications.printedmatter": lambda one: publications.PrintedMatterFactory(organization=one),
    "publications.subscription": lambda one: publications.SubscriptionFactory(organization=one),
    "publications.tag": lambda one: Tag.objects.create(slug=uuid.uuid4().hex, name_kk="Тег"),
    "publications.librarydocument": lambda one: publications.LibraryDocumentFactory(
        organization=one
    ),
    "publications.newspaperissue": lambda one: publications.NewspaperIssueFactory(
        outlet__publisher=one
    ),
    "publications.journalist": lambda one: press.JournalistFactory(organization=one),
    "publications.pressevent": lambda one: press.PressEventFactory(organization=one),
    "publications.crisiscard": lambda one: press.CrisisCardFactory(organization=one),
    "publications.occasion": lambda one: plan.OccasionFactory(organization=one),
    "publications.planitem": lambda one: plan.PlanItemFactory(occasion__organization=one),
    "publications.memorabledate": lambda one: plan.MemorableDateFactory(organization=one),
    "training.programme": lambda one: training.ProgrammeFactory(organizer=one),
    "training.seminar": lambda one: training.SeminarFactory(organizer=one),
    "outreach.campaign": lambda one: outreach.CampaignFactory(organization=one),
    "outreach.visit": lambda one: outreach.VisitFactory(organization=one),
    "outreach.contest": lambda one: outreach.ContestFactory(organization=one),
    "outreach.noticeboardregister": lambda one: outreach.NoticeBoardRegisterFactory(
        organization=one
    ),
    "outreach.committeehearing": lambda one: outreach.CommitteeHearingFactory(organization=one),
    "outreach.boardsubject": lambda one: outreach.BoardSubjectFactory(),
    "outreach.appeal": lambda one: outreach.AppealFactory(organization=one),
    "outreach.feedbackchannel": lambda one: outreach.FeedbackChannelFactory(organization=one),
    "reports.figure": lambda one: reports.FigureFactory(organization=one),
    "reports.taskahead": lambda one: reports.TaskAheadFactory(organization=one),
    "reports.snapshot": snapshot,
    "reports.reportjob": lambda one: ReportJob.objects.create(
        organization=one, year=2024, language="ru"
    ),
    "reports.reportfile": report_file,
}
GRANTED = sorted(label for label, row in ADMIN.items() if row is not BREAK_GLASS)


@pytest.fixture
def bare(monkeypatch):
    """Leave out the frame of the admin's pages (menu, list of rooms): it is slow and not asked."""
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})


class Visitor:
    """Calls views as a user, without printing their pages: statuses are what is asked here."""

    def __init__(self, user):
        self.user = user

    def get(self, address, **query):
        return self.visit(RequestFactory().get(address, query))

    def post(self, address, data=None):
        return self.visit(RequestFactory().post(address, data or {}))

    def visit(self, request):
        request.user, request.session = self.user, {}
        request._messages = FallbackStorage(request)
        request._dont_enforce_csrf_checks = True
        match = request.resolver_match = resolve(request.path)
        try:
            self.response = match.func(request, *match.args, **match.kwargs)
        except PermissionDenied:
            return 403
        except Http404:
            return 404
        return self.response.status_code

    def listed(self):
        return set(self.response.context_data["cl"].queryset.values_list("pk", flat=True))


def page_of(label, page, *args):
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


def visitors(tree, place):
    for letter, role in LETTERS.items():
        yield letter, Visitor(unions.UserFactory(role=role, organization=tree[place]))


def status(allowed):
    return 200 if allowed else 403


# --- The admin ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("label", "place"),
    [(label, "ours") for label in GRANTED]
    + [(label, "federation") for label in GRANTED if not isinstance(ADMIN[label], Own)],
)
def test_standard_pages_open_as_the_table_says(tree, label, place):
    """Below their organization each role meets its row; what is common is kept at the root."""
    record = RECORD[label](tree["branch"])
    for letter, visitor in visitors(tree, place):
        may = ADMIN[label].allows(letter, at_root=place == "federation")
        pages = {
            ("changelist",): may["sees"] or may["changes"],
            ("add",): may["adds"],
            ("change", record.pk): may["sees"] or may["changes"],
            ("history", record.pk): may["sees"] or may["changes"],
            ("delete", record.pk): may["deletes"],
        }
        for page, allowed in pages.items():
            told = visitor.get(page_of(label, *page))
            assert told == status(allowed), (letter, page)
            if allowed and page == ("changelist",):
                assert record.pk in visitor.listed(), letter
        saving = visitor.post(page_of(label, "change", record.pk))
        assert (saving == 403) is not may["changes"], letter


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("label", [label for label in GRANTED if isinstance(ADMIN[label], Own)])
def test_beyond_the_reach_every_page_is_closed(tree, label):
    """Beside it and above it; the page that is open inside is asked by the same visitor."""
    inside = RECORD[label](tree["branch"])
    beyond = [RECORD[label](tree["theirs"]), RECORD[label](tree["federation"])]
    for letter, visitor in visitors(tree, "ours"):
        may = ADMIN[label].allows(letter, at_root=False)
        if may["sees"]:
            visitor.get(page_of(label, "changelist"))
            assert inside.pk in visitor.listed(), letter
            assert not visitor.listed() & {record.pk for record in beyond}, letter
        for record in beyond:
            for page in ("change", "history", "delete"):
                address = page_of(label, page, record.pk)
                assert visitor.get(address) == 403, (letter, page)
                assert visitor.post(address, {"post": "yes"}) == 403, (letter, page)
            assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("label", [label for label in GRANTED if isinstance(ADMIN[label], Own)])
def test_roles_do_not_lend_each_other_their_reach(tree, label):
    """An administrator here who is a chair there does there what a chair does, and no more."""
    user = unions.UserFactory(role=LETTERS["A"], organization=tree["ours"])
    unions.AppointmentFactory(
        person=user.person, role=LETTERS["C"], organization=tree["theirs"], post_ru="председатель"
    )
    visitor = Visitor(user)
    for letter, place in [("A", "branch"), ("C", "theirs")]:
        record = RECORD[label](tree[place])
        may = ADMIN[label].allows(letter, at_root=False)
        assert visitor.get(page_of(label, "change", record.pk)) == status(may["sees"])
        saving = visitor.post(page_of(label, "change", record.pk))
        assert (saving == 403) is not may["changes"]
        assert visitor.get(page_of(label, "delete", record.pk)) == status(may["deletes"])


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("label", ["publications.article", "unions.channel", "reports.figure"])
def test_autocomplete_offers_an_organization_where_the_role_may_use_it(tree, label):
    user = unions.UserFactory(role=LETTERS["P"], organization=tree["branch"])
    unions.AppointmentFactory(person=user.person, role=LETTERS["O"], organization=tree["theirs"])
    room, model = label.split(".")
    visitor = Visitor(user)
    visitor.get(
        reverse("admin:autocomplete"),
        app_label=room,
        model_name=model,
        field_name="organization",
    )
    offered = json.loads(visitor.response.content)["results"]
    assert [row["id"] for row in offered] == [str(tree["branch"].pk)]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    "label", [label for label in GRANTED if "A" in getattr(ADMIN[label], "deletes", "")]
)
def test_what_is_deleted_in_bulk_lies_within_the_reach(tree, label):
    inside, beyond = RECORD[label](tree["branch"]), RECORD[label](tree["theirs"])
    visitor = Visitor(unions.UserFactory(role=LETTERS["A"], organization=tree["ours"]))
    records = [inside.pk, beyond.pk]
    data = {"action": "delete_selected", "_selected_action": records, "post": "yes"}
    visitor.post(page_of(label, "changelist"), data)
    left = set(type(inside).objects.filter(pk__in=records).values_list("pk", flat=True))
    assert left == {beyond.pk}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("page", sorted(PAGES))
def test_further_pages_open_as_the_table_says(tree, page):
    room, model, _name = page.split("_", 2)
    label, verb = f"{room}.{model}", PAGES[page]
    takes_record = takes(f"admin:{page}", 1)
    args = [RECORD[label](tree["branch"]).pk] if takes_record else []
    address = reverse(f"admin:{page}", args=args)
    for letter, visitor in visitors(tree, "ours"):
        allowed = ADMIN[label].allows(letter, at_root=False)[verb]
        told = visitor.post(address) if page.endswith("process_import") else visitor.get(address)
        assert (told != 403) is allowed, letter
        if takes_record:
            beyond = RECORD[label](tree["theirs"]).pk
            beyond_address = reverse(f"admin:{page}", args=[beyond])
            assert visitor.get(beyond_address) == 403, letter
            assert visitor.post(beyond_address) == 403, letter


EXPORTED = sorted(page for page in PAGES if page.endswith("_export"))


@pytest.mark.parametrize("page", EXPORTED)
def test_an_export_holds_what_the_role_reaches(tree, page):
    room, model, _name = page.split("_", 2)
    label = f"{room}.{model}"
    inside, beyond = RECORD[label](tree["branch"]), RECORD[label](tree["theirs"])
    for _letter, visitor in visitors(tree, "ours"):
        request = RequestFactory().get(reverse(f"admin:{page}"))
        request.user = visitor.user
        exported = admin.site._registry[MODELS[label]].get_export_queryset(request)
        assert set(exported) == {inside}
        assert beyond not in exported


@pytest.mark.parametrize(
    ("at_theirs", "at_ours", "accredits"),
    [("P", "", False), ("E", "", True), ("P", "E", False), ("P", "A", False)],
)
def test_an_accreditation_is_given_only_by_the_editors_of_who_keeps_the_journalist(
    client, tree, at_theirs, at_ours, accredits
):
    """It opens what stands under embargo; an editor elsewhere is no editor here."""
    user = unions.UserFactory(role=LETTERS[at_theirs], organization=tree["theirs"])
    if at_ours:
        unions.AppointmentFactory(
            person=user.person, role=LETTERS[at_ours], organization=tree["ours"]
        )
    journalist = press.JournalistFactory(organization=tree["theirs"])
    sent = {
        "name_kk": journalist.name_kk,
        "name_ru": journalist.name_ru,
        "organization": journalist.organization_id,
        "language": "kk",
        "accreditations-TOTAL_FORMS": 1,
        "accreditations-INITIAL_FORMS": 0,
        "accreditations-0-starts_on": "12.03.2024",
        "accreditations-0-ends_on": "12.04.2024",
        "contacts-TOTAL_FORMS": 0,
        "contacts-INITIAL_FORMS": 0,
    }
    client.force_login(user)
    saving = client.post(page_of("publications.journalist", "change", journalist.pk), sent)
    assert saving.status_code == (403 if at_ours else 302)
    assert journalist.accreditations.exists() is accredits


def relations():
    """Every relation of a form of the admin that offers by autocomplete."""
    for model_admin in admin.site._registry.values():
        holders = [model_admin, *(inline for inline in model_admin.inlines)]
        for holder in holders:
            for name in holder.autocomplete_fields or ():
                yield holder.model._meta.label_lower, name
    yield "unions.appointment", "organization"  # steps and filters ask by this one


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("label", "field"), sorted(set(relations())))
def test_autocomplete_offers_what_the_role_reaches(tree, label, field):
    target = apps.get_model(label)._meta.get_field(field).related_model._meta.label_lower
    common = not isinstance(ADMIN[target], Own)
    inside, beyond = RECORD[target](tree["branch"]), RECORD[target](tree["theirs"])
    room, model = label.split(".")
    for letter, visitor in visitors(tree, "ours"):
        told = visitor.get(
            reverse("admin:autocomplete"), app_label=room, model_name=model, field_name=field
        )
        may_see = ADMIN[target].allows(letter, at_root=False)["sees"]
        assert told == status(may_see), letter
        if not may_see:
            continue
        offered = {row["id"] for row in json.loads(visitor.response.content)["results"]}
        assert common or str(beyond.pk) not in offered, letter
        if label in ADMIN and ADMIN[label].allows(letter, at_root=False)["adds"]:
            assert str(inside.pk) in offered, letter


def test_who_holds_no_role_finds_the_admin_closed(tree):
    person = unions.AppointmentFactory(organization=tree["ours"]).person
    somebody = Visitor(unions.UserFactory(person=person))
    for user in (somebody, Visitor(AnonymousUser())):
        for label in MODELS:
            assert user.get(page_of(label, "changelist")) == 302
        for page in SITEWIDE - {"view_on_site", "app_list"}:
            assert user.get(reverse(f"admin:{page}")) == 302, page
        assert user.get(reverse("admin:app_list", args=["unions"])) == 302
        assert user.get(on_site(tree["ours"])) == 302


@pytest.mark.parametrize("label", [label for label, row in ADMIN.items() if row is BREAK_GLASS])
def test_what_only_a_superuser_keeps_is_closed_to_every_role(tree, label):
    for letter, visitor in visitors(tree, "federation"):
        assert visitor.get(page_of(label, "changelist")) == 403, letter
        assert visitor.get(page_of(label, "add")) == 403, letter
    emergency = unions.User.objects.create_superuser("root@example.org", "pw", person=None)
    assert Visitor(emergency).get(page_of(label, "changelist")) == 200


def on_site(record):
    kind = ContentType.objects.get_for_model(record)
    return reverse("admin:view_on_site", args=[kind.pk, record.pk])


def test_the_way_to_the_public_page_leads_only_from_within_the_reach(tree):
    """An address would tell the title of a draft."""
    article = publications.ArticleTextFactory(article__organization=tree["theirs"])
    for letter, visitor in visitors(tree, "ours"):
        assert visitor.get(on_site(tree["branch"])) == 302, letter
        assert visitor.get(on_site(tree["theirs"])) == 403, letter
        assert visitor.get(on_site(article)) == 403, letter


# --- The site -----------------------------------------------------------------------------------


def arguments(tree):
    """What stands in the addresses of the site, about `ours`."""
    ours = tree["ours"]
    slug = [ours.slug]
    return {
        "portal:organization": slug,
        "unions:region": [unions.RegionFactory().iso],
        "unions:branches": slug,
        "publications:rubric": [publications.RubricFactory().slug],
        "publications:rubric_feed": [publications.RubricFactory().slug],
        "publications:organization_news": slug,
        "publications:organization_feed": slug,
        "publications:coverage": slug,
        "publications:tag": [RECORD["publications.tag"](ours).slug],
        "publications:audience": [Audience.values[0]],
        "training:programme": [training.ProgrammeFactory().slug],
        "training:seminar": [training.SeminarFactory().slug],
        "sitemap_part": [next(iter(SITEMAPS))],
        "media": ["pictures/none.webp"],
        **in_texts(ours),
        **in_the_plan(ours),
        **in_registers(ours),
        **in_reports(ours),
    }


def in_texts(ours):
    public = publications.ArticleTextFactory(published=True, article__organization=ours)
    draft = publications.ArticleTextFactory(article__organization=ours)
    Revision.objects.create(text=draft, version=1, fields=draft.parts)
    remark = Remark.objects.create(text=draft, words="Дерек қайдан?")
    return {
        "publications:article": [public.slug],
        "publications:preview": [resolve(preview_url(draft)).kwargs["token"]],
        "newsroom:presence": [draft.article_id],
        "newsroom:text_history": [draft.pk],
        "newsroom:restore": [draft.pk],
        "newsroom:remark": [draft.pk],
        "newsroom:settle": [remark.pk],
        "sharing:kit": [draft.article_id],
    }


def in_the_plan(ours):
    assignment = plan.AssignmentFactory(plan_item__occasion__organization=ours)
    item = assignment.plan_item
    reader = unions.UserFactory(role=LETTERS["C"], organization=ours)
    about_occasion = ["occasion", "change_occasion", "step_occasion", "add_item"]
    about_item = ["change_item", "step_item", "add_assignment"]
    about_assignment = ["change_assignment", "step_assignment"]
    return {
        **{f"plan:{name}": [item.occasion_id] for name in about_occasion},
        **{f"plan:{name}": [item.pk] for name in about_item},
        **{f"plan:{name}": [assignment.pk] for name in about_assignment},
        "plan:feed": [CalendarAddress.objects.create(user=reader).secret],
    }


def in_registers(ours):
    pdf = ContentFile(b"%PDF-1.7", name="scan.pdf")
    document = publications.LibraryDocumentFactory(organization=ours, file=pdf)
    issue = publications.NewspaperIssueFactory(outlet__publisher=ours, file=pdf)
    card = press.CrisisCardFactory(organization=ours)
    return {
        "press:scan": [publications.CoverageFactory(organization=ours, scan=pdf).pk],
        "library:document": [document.slug],
        "library:file": [document.slug],
        "newspapers:newspaper": [issue.outlet_id],
        "newspapers:file": [issue.pk],
        "crises:card": [card.pk],
        "crises:step": [card.pk],
    }


def in_reports(ours):
    job = ReportJob.objects.create(organization=ours, year=2024, language="ru")
    year = [ours.slug, 2024]
    figure = [*year, next(iter(REGISTRY))]
    return {
        "reports:organization": [ours.slug],
        "reports:year": year,
        "reports:build": year,
        "reports:figure": figure,
        "reports:figure_sheet": figure,
        "reports:job": [job.pk],
        "reports:progress": [job.pk],
        "reports:download": [report_file(ours).pk],
    }


# What is asked besides, about `ours`.
QUERY = {"subscriptions:table": "?organization=ours"}
# What is sent to the addresses that take nothing but a POST.
POSTED = {
    "set_language": {},
    "reports:build": {},
    "newsroom:upload_picture": {},
    "newsroom:keep_unsaved": {"article": None, "language": "kk", "base_version": 0, "fields": {}},
    "newsroom:discard_unsaved": {},
    "newsroom:presence": {},
    "newsroom:restore": {"version": 1},
    "newsroom:remark": {"words": "Дерек қайдан?"},
    "newsroom:settle": {},
    "plan:step_occasion": {"step": "reschedule", "day": "2026-10-10"},
    "plan:step_item": {"step": "reschedule", "day": "2026-10-10"},
    "plan:step_assignment": {"step": "cancel"},
    "crises:step": {"step": "log", "words": "Штаб жиналды."},
}
AS_JSON = {"newsroom:keep_unsaved"}
# What answers otherwise than by a page.
FOUND = {
    "media": 404,  # no such file
    "set_language": 302,  # back to where one came from
    "reports:build": 302,
    "newsroom:upload_picture": 400,  # none is sent
    "newsroom:restore": 302,
    "newsroom:remark": 302,
    "newsroom:settle": 302,
    "plan:step_occasion": 302,
    "plan:step_item": 302,
    "plan:step_assignment": 302,
    "crises:step": 302,
}


def asked(client, address, url):
    if address not in POSTED:
        response = client.get(url)
    elif address in AS_JSON:
        response = client.post(url, POSTED[address], content_type="application/json")
    else:
        response = client.post(url, POSTED[address])
    to_sign_in = response.status_code == 302 and "/login/" in response.url
    return "sign in" if to_sign_in else response.status_code


@pytest.mark.parametrize("address", sorted(SITE))
def test_the_site_opens_as_the_table_says(client, tree, address):
    given = arguments(tree)
    url = reverse(address, args=given.get(address, [])) + QUERY.get(address, "")

    def told(role=None, place="ours", signed_in=True):
        client.logout()
        if signed_in:
            client.force_login(unions.UserFactory(role=role, organization=tree[place]))
        return asked(client, address, url)

    row, found = SITE[address], FOUND.get(address, 200)
    if row == OPEN:
        assert told(signed_in=False) == found
        return
    if row == ACCREDITED:
        assert told(signed_in=False) == 404
        assert {told(LETTERS[letter], place="federation") for letter in ALL} == {404}
        return
    assert told(signed_in=False) in {"sign in", 403}
    if row == SIGNED_IN:
        assert told(LETTERS["C"]) in {200, 302}
        return
    assert told() == 403
    for letter in ALL:
        assert told(LETTERS[letter]) == (found if letter in row else 403), letter
        if given.get(address) or address in QUERY:  # about an organization
            assert told(LETTERS[letter], place="theirs") == 403, letter


@pytest.mark.parametrize("address", sorted(POSTED))
def test_what_changes_something_is_not_done_by_following_a_link(client, tree, address):
    client.force_login(unions.UserFactory(role=LETTERS["A"], organization=tree["federation"]))
    url = reverse(address, args=arguments(tree).get(address, []))
    if address == "set_language":  # the library's own, which takes it for a way back
        assert client.get(url).status_code == 302
        assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
        return
    assert client.get(url).status_code == 405


def test_what_stands_under_embargo_opens_while_an_accreditation_lasts(client, tree):
    today = timezone.localdate()
    url = reverse("publications:under_embargo")
    spans = {"now": (-1, 1), "over": (-9, -1), "to come": (1, 9)}
    told = {}
    for name, (first, last) in spans.items():
        journalist = press.JournalistFactory(
            organization=tree["ours"], user=unions.UserFactory(person=None)
        )
        journalist.accreditations.create(
            starts_on=today + dt.timedelta(days=first), ends_on=today + dt.timedelta(days=last)
        )
        client.force_login(journalist.user)
        told[name] = client.get(url).status_code
    assert told == {"now": 200, "over": 404, "to come": 404}


def test_unsaved_work_hangs_only_on_an_article_that_one_may_change(client, tree):
    article = publications.ArticleFactory(organization=tree["branch"])
    sent = {**POSTED["newsroom:keep_unsaved"], "article": article.pk}
    for place in ("ours", "theirs"):
        for letter, visitor in visitors(tree, place):
            client.force_login(visitor.user)
            url = reverse("newsroom:keep_unsaved")
            told = client.post(url, sent, content_type="application/json").status_code
            assert told == status(place == "ours" and letter in WRITERS), (place, letter)


def test_unsaved_work_is_discarded_only_by_who_typed_it(client, tree):
    typist, other = (
        unions.UserFactory(role=LETTERS["E"], organization=tree["ours"]) for _ in range(2)
    )
    work = UnsavedWork.objects.create(user=typist, language="kk", fields={})
    url = reverse("newsroom:discard_unsaved") + "?language=kk"
    for user, is_left in [(other, True), (typist, False)]:
        client.force_login(user)
        client.post(url)
        assert client.post(f"{url}&article=none").status_code == 400
        assert UnsavedWork.objects.filter(pk=work.pk).exists() is is_left


@pytest.mark.parametrize("step", ["take", "hand_in", "finish"])
def test_who_is_assigned_works_beyond_the_reach_and_nobody_else_does(client, tree, step):
    us, them = (
        unions.UserFactory(role=LETTERS["P"], organization=tree["theirs"]) for _ in range(2)
    )
    assignment = plan.AssignmentFactory(plan_item__occasion__organization=tree["ours"], assignee=us)
    url = reverse("plan:step_assignment", args=[assignment.pk])
    for user, expected in [(them, 403), (us, 302)]:
        client.force_login(user)
        assert client.post(url, {"step": step}).status_code == expected
    assert client.post(url, {"step": "cancel"}).status_code == 403  # the planners' step


def test_approving_in_the_plan_is_left_to_editors(client, tree):
    for letter, visitor in visitors(tree, "ours"):
        item = plan.PlanItemFactory(occasion__organization=tree["branch"])
        client.force_login(visitor.user)
        url = reverse("plan:step_item", args=[item.pk])
        told = client.post(url, {"step": "move", "status": "approved"}).status_code
        assert (told == 302) is (letter in "EA"), letter


LISTS = ["crises:cards", "plan:month", "plan:week", "plan:board", "plan:list"]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("query", ["", "?organization=federation", "?organization=theirs"])
def test_lists_of_the_cabinet_hold_what_the_role_reaches(client, tree, address, query):
    for name in ("branch", "theirs", "federation"):
        planned_on(tree[name], timezone.localdate(), f"planned by {name}")
        press.CrisisCardFactory(organization=tree[name], title=f"planned by {name}")
    Organization.objects.filter(pk=tree["federation"].pk).update(slug="federation")
    for letter, visitor in visitors(tree, "ours"):
        client.force_login(visitor.user)
        response = client.get(reverse(address) + query)
        if letter not in READERS:
            assert response.status_code == 403, letter
            continue
        page = response.content.decode()
        assert ("planned by branch" in page) is (
            address == "crises:cards" or "theirs" not in query
        ), letter
        assert "planned by theirs" not in page, letter
        assert "planned by federation" not in page, letter


def planned_on(organization, day, title):
    occasion = plan.OccasionFactory(
        organization=organization, starts_on=day, title_kk=title, title_ru=title
    )
    plan.PlanItemFactory(occasion=occasion, title=title, release_on=day)


def test_the_calendar_address_opens_the_plan_of_its_owner_only(client, tree):
    for name in ("ours", "theirs"):
        planned_on(tree[name], timezone.localdate(), f"planned by {name}")
    user = unions.UserFactory(role=LETTERS["P"], organization=tree["ours"])
    client.force_login(user)
    client.get(reverse("plan:address"))
    secret = CalendarAddress.objects.get().secret
    client.logout()
    feed = client.get(reverse("plan:feed", args=[secret])).content.decode()
    assert "planned by ours" in feed
    assert "planned by theirs" not in feed
    assert client.get(reverse("plan:feed", args=[f"{secret}x"])).status_code == 404


@pytest.mark.parametrize("leaving", ["post", "account"])
def test_the_calendar_address_of_who_has_left_answers_no_more(client, tree, leaving):
    """Not even with what they entered or worked on themselves."""
    user = unions.UserFactory(role=LETTERS["P"], organization=tree["ours"])
    plan.OccasionFactory(organization=tree["ours"], created_by=user)
    plan.AssignmentFactory(plan_item__occasion__organization=tree["ours"], assignee=user)
    feed = reverse("plan:feed", args=[CalendarAddress.objects.create(user=user).secret])
    assert client.get(feed).status_code == 200
    if leaving == "post":
        user.person.appointments.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    else:
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(feed).status_code == 404


def test_nobody_enters_somebody_elses_account_by_the_pages_of_signing_in(client):
    for address in ADDRESSES:
        if address.startswith(OWN_ACCOUNT) and takes(address):
            assert client.get(reverse(address)).status_code in {200, 302, 404, 405}, address

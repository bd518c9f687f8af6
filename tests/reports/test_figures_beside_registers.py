"""A declared figure is proved by a paper, and stands beside what the register counts."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from mediacenter.outreach.models import Appeal
from mediacenter.reports.actions.figures import declare_figure
from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.composing import compose
from mediacenter.reports.doubts import doubts_of
from mediacenter.reports.models import Figure, Scope
from mediacenter.reports.registers import in_registers
from mediacenter.reports.rolling_up import figures_of
from mediacenter.toolkit.quantity import Qualifier, agree, say
from tests.publications.pdf_file import pdf_file
from tests.reports.factories import FigureFactory
from tests.shown import page_of as shown_page
from tests.shown_form import send
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db
PDF = pdf_file().read()
SOURCE = {"ru": "журнал обращений"}
ANSWERED = "appeals.answered"


@pytest.fixture
def branch(ours):
    return OrganizationFactory(parent=ours, kind="district")


def answer(organization, times=1):
    for _n in range(times):
        Appeal.objects.create(
            organization=organization,
            kind="question",
            way="phone",
            received_on=dt.date(2024, 2, 1),
            answered_on=dt.date(2024, 2, 2),
        )


def declare(organization, number, **details):
    wish = {"indicator": ANSWERED, "year": 2024, "source": SOURCE}
    return declare_figure(organization=organization, number=number, **{**wish, **details})


def doubts(organization):
    found = doubts_of(facts_of(organization=organization, year=2024))
    return [doubt for doubt in found if doubt.key.startswith("differs:")]


def cells_of(organization, language="ru"):
    """The cells, in words, of the table of declared figures beside the register."""
    facts = facts_of(organization=organization, year=2024)
    document = compose(facts, language, identifier="1", issued=dt.date(2025, 1, 1))
    [figures] = [one for one in document["sections"] if one["heading"] == "Показатели за три года"]
    tables = [block for block in figures["blocks"] if block["kind"] == "table"]
    return [[words(cell) for cell in row] for table in tables[1:] for row in table["rows"]]


def words(cell):
    return "".join(run["text"] for run in cell) if isinstance(cell, list) else cell


# --- Less than -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "5 000-нан кем"), ("ru", "менее 5 000"), ("en", "less than 5,000")],
)
def test_less_than_is_said_in_each_language(language, said):
    with override(language):
        assert say(5000, Qualifier.LESS_THAN).replace("\N{NO-BREAK SPACE}", " ") == said


def test_more_and_less_come_to_about(ours, branch):
    FigureFactory(organization=ours, number=10, qualifier=Qualifier.MORE_THAN)
    FigureFactory(organization=branch, number=5, qualifier=Qualifier.LESS_THAN)
    found = figures_of(ours, (2024, 2024), codes=["social.materials"])["social.materials"][2024]
    assert (found.number, found.qualifier) == (15, Qualifier.ABOUT)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((100, "exact"), (100, "exact"), True),
        ((100, "exact"), (101, "exact"), False),
        ((100, "more_than"), (120, "exact"), True),
        ((100, "more_than"), (90, "exact"), False),
        ((100, "less_than"), (90, "exact"), True),
        ((100, "less_than"), (120, "exact"), False),
        ((100, "less_than"), (120, "more_than"), False),
        ((100, "about"), (109, "exact"), True),
        ((100, "about"), (120, "exact"), False),
        ((0, "about"), (0, "exact"), True),
    ],
)
def test_quantities_agree_where_both_can_be_true(one, other, together):
    assert agree(one, other) is agree(other, one) is together


# --- Beside the register -------------------------------------------------------------------------


def test_the_register_is_counted_for_the_scope_that_was_declared(ours, branch):
    answer(ours, 2)
    answer(branch, 3)
    own, stranger = declare(ours, 7), OrganizationFactory(kind="regional")
    answer(stranger)
    assert in_registers([own], within=ours) == {own.pk: (2, Qualifier.EXACT)}
    whole = declare(ours, 7, scope=Scope.SUBTREE)
    assert in_registers([whole], within=ours) == {own.pk: (5, Qualifier.EXACT)}


def test_what_is_not_in_the_register_is_not_nought(ours):
    figure = declare(ours, 7)
    only_declared = FigureFactory(organization=ours, indicator="staff.information_officers")
    assert in_registers([figure, only_declared], within=ours) == {}


def test_one_statement_counts_for_all_that_was_declared(ours):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            figures_of(ours, (2022, 2024))
        return len(captured)

    declare(ours, 7)
    answer(ours)
    at_one = statements()
    for code in ("social.materials", "press.publications", "hearings.held"):
        FigureFactory(organization=ours, indicator=code)
    assert statements() == at_one == 3


def test_both_numbers_and_the_reason_stand_in_the_report(ours):
    answer(ours, 2)
    declare(ours, 7, difference={"ru": "Пять ответов даны устно."})
    [row] = cells_of(ours)
    assert row[1:] == ["7", "2", "Пять ответов даны устно."]
    assert doubts(ours) == []


def test_a_difference_that_nobody_explains_is_doubtful_before_the_signature(ours):
    answer(ours, 2)
    declare(ours, 7)
    [doubt] = doubts(ours)
    assert (doubt.code, doubt.key) == (ANSWERED, "differs:appeals.answered:7:2")
    declare(ours, 1, qualifier=Qualifier.MORE_THAN)
    assert doubts(ours) == []


def test_what_branches_say_is_no_difference_of_the_organization(ours, branch):
    answer(ours, 7)
    answer(branch, 3)
    declare(ours, 7)
    assert doubts(ours) == []
    [row] = cells_of(ours)
    assert row[1:3] == ["7", "7"]


def test_the_page_of_a_figure_shows_both(client, ours, chair):
    answer(ours, 2)
    declare(ours, 7, difference={"ru": "Пять ответов даны устно."})
    client.force_login(chair)
    page = reverse("reports:figure", args=[ours.slug, 2024, ANSWERED])
    table = shown_page(client.get(page)).xpath("//section[h2[@id='declared']]//td")
    told = [cell.text_content().strip() for cell in table]
    assert told[:2] == ["7", "2"]
    assert "Пять ответов даны устно." in " ".join(told)


# --- The paper -----------------------------------------------------------------------------------


def paper(content=PDF, name="журнал.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


def form(organization, **changes):
    return {
        "organization": organization.pk,
        "indicator": ANSWERED,
        "year": 2024,
        "number": 7,
        "source_ru": "журнал",
        **changes,
    }


def test_a_paper_is_attached_kept_and_taken_off_in_the_admin(client, ours, chair):
    client.force_login(chair)
    send(client, client.get(reverse("admin:reports_figure_add")), **form(ours, attachment=paper()))
    figure = Figure.objects.get()
    assert figure.attachment.read() == PDF
    assert figure.attachment.name.startswith("figures/")
    page = reverse("admin:reports_figure_change", args=[figure.pk])
    send(client, client.get(page), number="8")
    figure.refresh_from_db()
    assert (figure.number, bool(figure.attachment)) == (8, True)
    send(client, client.get(page), **{"attachment-clear": "on"})
    figure.refresh_from_db()
    assert not figure.attachment


def test_what_is_no_paper_is_refused(client, ours, chair):
    client.force_login(chair)
    page = client.get(reverse("admin:reports_figure_add"))
    refused = send(client, page, **form(ours, attachment=paper(b"MZ program")))
    assert refused.context["adminform"].form.errors.keys() == {"attachment"}
    assert not Figure.objects.exists()


def test_who_says_nothing_of_the_paper_and_the_reason_keeps_both(ours):
    declare(ours, 7, attachment=ContentFile(PDF, "a.pdf"), difference={"ru": "Устно."})
    kept = declare(ours, 8)
    assert (bool(kept.attachment), kept.difference_ru) == (True, "Устно.")
    assert not declare(ours, 8, attachment=False).attachment


def test_a_paper_is_handed_out_to_readers_of_the_organization_alone(client, ours, chair):
    figure = declare(ours, 7, attachment=ContentFile(PDF, "a.pdf"))
    page = reverse("reports:attachment", args=[figure.pk])
    client.force_login(chair)
    answered = client.get(page)
    assert b"".join(answered.streaming_content) == PDF
    assert answered["Content-Disposition"].startswith("attachment")
    elsewhere = OrganizationFactory(kind="regional")
    client.force_login(UserFactory(role=Role.CHAIR, organization=elsewhere))
    assert client.get(page).status_code == 403
    client.force_login(chair)
    bare = reverse("reports:attachment", args=[FigureFactory(organization=ours).pk])
    assert client.get(bare).status_code == 404

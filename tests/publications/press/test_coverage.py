"""Coverage: each piece is entered once, many links at once, scans are handed to who may see."""

import datetime as dt
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mediacenter.toolkit import documents
from mediacenter.toolkit.dates import Precision
from publications.press.actions.coverage import DuplicateCoverage, enter_links, save_coverage
from publications.press.models import Coverage, Medium
from tests.publications.factories import CoverageFactory, OutletFactory, picture_file
from tests.publications.pdf_file import PDF
from tests.unions.factories import OrganizationFactory, PersonFactory, UserFactory
from unions.models import Role

DAY = dt.date(2024, 3, 12)
WHEN = (DAY, DAY, Precision.DAY)
LINK = "https://inkaraganda.kz/articles/151412"
ADD = "admin:publications_coverage_add"

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlet():
    return OutletFactory(name_kk="Инқараганда", url="https://www.inkaraganda.kz/")


@pytest.fixture
def signed_in(client, press_officer):
    return sign_in(client, press_officer)


def sign_in(client, user):
    client.force_login(user)
    return client


def piece(organization, outlet, **fields):
    fields = {"medium": Medium.PRESS, "starts_on": DAY, **fields}
    return Coverage(organization=organization, outlet=outlet, **fields)


def enter(text, organization, **more):
    return enter_links(organization=organization, medium=Medium.PRESS, when=WHEN, text=text, **more)


# --- Duplicates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling",
    [
        "inkaraganda.kz/articles/151412/",
        "http://www.inkaraganda.kz/articles/151412?utm_source=telegram",
        "https://inkaraganda.kz/articles/151412",
    ],
)
def test_a_link_entered_already_is_told_in_every_spelling(spelling, karaganda, almaty, outlet):
    save_coverage(coverage=piece(almaty, outlet, url=LINK))
    other_day = piece(karaganda, OutletFactory(), url=spelling, starts_on=dt.date(2024, 5, 1))
    with pytest.raises(DuplicateCoverage) as refusal:
        save_coverage(coverage=other_day)
    assert str(almaty) in refusal.value.messages[0]


def test_outlet_day_and_title_tell_a_duplicate_without_a_link(karaganda, outlet):
    save_coverage(coverage=piece(karaganda, outlet, title="Кәсіподақ күні"))
    with pytest.raises(DuplicateCoverage):
        save_coverage(coverage=piece(karaganda, outlet, title="кәсіподақ КҮНІ "))


def test_a_broadcast_without_title_is_told_by_its_topic(karaganda, outlet):
    tv = {"medium": Medium.BROADCAST, "topic_ru": "Охрана труда"}
    save_coverage(coverage=piece(karaganda, outlet, **tv))
    with pytest.raises(DuplicateCoverage):
        save_coverage(coverage=piece(karaganda, outlet, **tv))


@pytest.mark.parametrize(
    "difference",
    [{"starts_on": dt.date(2024, 3, 13)}, {"title": "Басқа тақырып"}, {"outlet": None}],
)
def test_another_day_title_or_outlet_is_another_piece(difference, karaganda, outlet):
    save_coverage(coverage=piece(karaganda, outlet, title="Кәсіподақ күні"))
    fields = {"outlet": outlet, "title": "Кәсіподақ күні", **difference}
    fields["outlet"] = fields["outlet"] or OutletFactory()
    save_coverage(coverage=piece(karaganda, **fields))
    assert Coverage.objects.count() == 2


def test_pieces_of_which_nothing_is_known_are_no_duplicates(karaganda, outlet):
    save_coverage(coverage=piece(karaganda, outlet))
    save_coverage(coverage=piece(karaganda, outlet))
    assert Coverage.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_enters_the_same_link_at_once_enters_it_once(karaganda, outlet):
    def work(_number):
        try:
            return save_coverage(coverage=piece(karaganda, outlet, url=LINK)).pk
        except DuplicateCoverage:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    assert Coverage.objects.count() == 1


# --- The form -----------------------------------------------------------------------------------


def filled(organization, outlet, **fields):
    return {
        "organization": organization.pk,
        "when": "12.03.2024",
        "medium": "press",
        "outlet": outlet.pk,
        "url": LINK,
        **fields,
    }


def test_a_duplicate_is_shown_at_entry_and_saved_only_by_a_tick(signed_in, karaganda, outlet):
    form = filled(karaganda, outlet)
    assert signed_in.post(reverse(ADD), form).status_code == 302
    refused = signed_in.post(reverse(ADD), form)
    page = refused.content.decode()
    entered = Coverage.objects.get()
    assert "This seems to be entered already" in page
    assert f'href="{reverse("admin:publications_coverage_change", args=[entered.pk])}"' in page
    ticked = signed_in.post(reverse(ADD), {**form, "despite_duplicates": "on"})
    assert ticked.status_code == 302
    assert Coverage.objects.count() == 2


def test_a_joint_publication_names_whom_the_role_does_not_reach(
    signed_in, karaganda, almaty, outlet
):
    speakers = [PersonFactory(), PersonFactory()]
    form = filled(karaganda, outlet, shared_with=[almaty.pk], speakers=[one.pk for one in speakers])
    assert signed_in.post(reverse(ADD), form).status_code == 302
    coverage = Coverage.objects.get()
    assert [one.organization for one in coverage.joint_requests.all()] == [almaty]
    assert set(coverage.speakers.all()) == set(speakers)


def test_two_branches_of_different_parents_are_named_together(client, karaganda, almaty, outlet):
    ours, theirs = (
        OrganizationFactory(parent=OrganizationFactory(parent=parent), name_en="Primary of miners")
        for parent in (karaganda, almaty)
    )
    sign_in(client, UserFactory(role=Role.PRESS_OFFICER, organization=ours))
    asked = {"app_label": "publications", "model_name": "coverage", "term": "miners"}
    told = client.get(reverse("admin:autocomplete"), {**asked, "field_name": "shared_with"})
    assert {one["id"] for one in told.json()["results"]} == {str(ours.pk), str(theirs.pk)}
    form = filled(ours, outlet, shared_with=[theirs.pk])
    assert client.post(reverse(ADD), form).status_code == 302
    assert Coverage.objects.get().joint_requests.get().organization == theirs


def test_nobody_enters_for_an_organization_beyond_the_reach(press_officer, almaty, outlet):
    with pytest.raises(PermissionDenied):
        save_coverage(coverage=piece(almaty, outlet), by=press_officer)


# --- Scans --------------------------------------------------------------------------------------


def upload(client, organization, outlet, content, name):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(ADD), filled(organization, outlet, scan=file))


def test_a_scan_is_kept_under_a_name_of_its_own_and_handed_out(signed_in, karaganda, outlet):
    assert upload(signed_in, karaganda, outlet, PDF, "page one.pdf").status_code == 302
    coverage = Coverage.objects.get()
    assert "page" not in coverage.scan.name
    response = signed_in.get(reverse("press:scan", args=[coverage.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_photographed_page_is_encoded_anew(signed_in, karaganda, outlet):
    content = picture_file().read() + b"a film of the phone"
    assert upload(signed_in, karaganda, outlet, content, "scan.jpg").status_code == 302
    scan = Coverage.objects.get().scan
    assert scan.name.endswith(".jpg")
    assert b"film" not in scan.read()


def archive():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("program.js", "alert(1)")
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + PDF,
        b"\n<html>" + PDF,
        PDF.replace(b"%%EOF", b""),
        PDF + archive(),
        PDF + archive() + b"\n%%EOF",
        PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert) >>"),
        archive(),
        b"",
    ],
    ids=["html", "svg", "gif-pdf", "html-pdf", "cut", "zip", "zip 2", "program", "archive", ""],
)
def test_what_is_no_plain_pdf_or_picture_is_refused(content, db):
    with pytest.raises(ValidationError):
        documents.pdf_or_picture(ContentFile(content, name="scan.pdf"))


def test_what_is_neither_a_pdf_nor_a_picture_is_told_of_both():
    with pytest.raises(ValidationError) as refused:
        documents.pdf_or_picture(ContentFile(b"a letter", name="scan.docx"))
    assert "neither a PDF nor a picture" in refused.value.message


def test_a_scan_is_for_those_in_reach(client, karaganda, almaty, outlet, press_officer):
    coverage = CoverageFactory(organization=karaganda, outlet=outlet)
    coverage.scan.save("scan.pdf", ContentFile(PDF))
    address = reverse("press:scan", args=[coverage.pk])
    assert client.get(address).status_code == 302
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    assert sign_in(client, stranger).get(address).status_code == 403
    assert sign_in(client, UserFactory()).get(address).status_code == 403
    assert sign_in(client, press_officer).get(address).status_code == 200


# --- Many links ---------------------------------------------------------------------------------


def test_links_one_a_line_find_their_outlets_and_titles(karaganda, outlet):
    entered = enter(f"{LINK} Кәсіподақ күні\n\n  https://inkaraganda.kz/a/2\n", karaganda)
    assert not entered.refused
    first, second = Coverage.objects.order_by("pk")
    assert (first.url, first.title, first.outlet) == (LINK, "Кәсіподақ күні", outlet)
    assert (second.starts_on, second.title) == (DAY, "")


def test_a_refused_line_holds_up_no_other_and_says_why(karaganda, outlet):
    entered = enter(f"{LINK}\nnot a link\n{LINK}\nhttps://unknown.kz/1", karaganda)
    assert len(entered.saved) == 1
    lines, reasons = zip(*entered.refused, strict=True)
    assert lines == ("not a link", LINK, "https://unknown.kz/1")
    assert "entered already" in reasons[1]
    assert "unknown.kz" in reasons[2]


def test_the_page_keeps_the_lines_that_are_left(signed_in, karaganda, outlet):
    form = {"organization": karaganda.pk, "medium": "press", "when": "12.03.2024"}
    page = signed_in.post(reverse("press:links"), {**form, "text": f"{LINK}\nhttps://other.kz/1"})
    assert "1 piece is entered." in page.content.decode()
    assert page.context["form"]["text"].value() == "https://other.kz/1"
    again = {**form, "text": "https://other.kz/1", "outlet": OutletFactory().pk}
    assert signed_in.post(reverse("press:links"), again).status_code == 302
    assert Coverage.objects.count() == 2


def test_links_are_entered_by_those_who_write(client, signed_in, karaganda, almaty, outlet):
    form = {"organization": almaty.pk, "medium": "press", "when": "2024", "text": LINK}
    assert signed_in.post(reverse("press:links"), form).context["form"].errors["organization"]
    chair = UserFactory(role=Role.CHAIR, organization=karaganda)
    assert sign_in(client, chair).get(reverse("press:links")).status_code == 403
    client.logout()
    assert client.get(reverse("press:links")).status_code == 302
    assert not Coverage.objects.exists()


# --- Import -------------------------------------------------------------------------------------


def imported(client, *rows):
    file = SimpleUploadedFile("coverage.csv", "\n".join(rows).encode())
    address = reverse("admin:publications_coverage_import")
    return client.post(address, {"import_file": file, "format": "0"}, follow=True)


HEADERS = "organization,when,medium,outlet,title,url,shared_with,another_piece"


def test_a_duplicate_in_a_spreadsheet_refuses_the_file_by_its_row(signed_in, karaganda, outlet):
    row = f"{karaganda.slug},12.03.2024,press,{outlet.name_kk},,{LINK},,"
    page = imported(signed_in, HEADERS, row, row)
    assert "This seems to be entered already" in page.content.decode()
    assert not Coverage.objects.exists()


def test_speakers_are_imported_with_a_semicolon_between_them(signed_in, karaganda, outlet):
    speakers = [PersonFactory(), PersonFactory()]
    names = ";".join(person.name_kk for person in speakers)
    row = f"{karaganda.slug},12.03.2024,press,{outlet.name_kk},{names}"
    imported(signed_in, "organization,when,medium,outlet,speakers", row)
    assert set(Coverage.objects.get().speakers.all()) == set(speakers)


def test_a_word_in_the_row_lets_a_duplicate_in(signed_in, karaganda, almaty, outlet):
    row = f"{karaganda.slug},12.03.2024,press,{outlet.name_kk},,{LINK},{almaty.slug},"
    imported(signed_in, HEADERS, row, f"{row}yes")
    asked = [one.joint_requests.get().organization for one in Coverage.objects.all()]
    assert asked == [almaty, almaty]


def test_an_unknown_organization_of_a_joint_piece_refuses_the_file(signed_in, karaganda, outlet):
    row = f"{karaganda.slug},12.03.2024,press,{outlet.name_kk},,{LINK},no-such,"
    page = imported(signed_in, HEADERS, row)
    assert "There is no organization “no-such”." in page.content.decode()
    assert not Coverage.objects.exists()


def test_speakers_and_joint_organizations_change_by_import(signed_in, karaganda, almaty, outlet):
    coverage = CoverageFactory(organization=karaganda, outlet=outlet)
    coverage.shared_with.set([almaty])
    speaker = PersonFactory()
    row = f"{coverage.pk},{karaganda.slug},12.03.2024,press,{outlet.name_kk},{speaker.name_kk},"
    imported(signed_in, "id,organization,when,medium,outlet,speakers,shared_with", row)
    coverage = Coverage.objects.get()
    assert (list(coverage.speakers.all()), list(coverage.shared_with.all())) == ([speaker], [])


# --- What a list costs, what the public sees ------------------------------------------------------


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_at_one_and_at_three(signed_in, karaganda):
    address = reverse("admin:publications_coverage_changelist")
    CoverageFactory(organization=karaganda)
    signed_in.get(address)
    one = cost(signed_in, address)
    for _number in range(2):
        CoverageFactory(organization=karaganda)
    assert cost(signed_in, address) == one


def public(organization, **fields):
    return CoverageFactory(
        organization=organization, **{"url": f"{LINK}/{Coverage.objects.count()}", **fields}
    )


def test_the_public_reads_what_leads_somewhere_and_does_no_harm(client, karaganda, almaty):
    branch = OrganizationFactory(parent=karaganda)
    shown = [public(karaganda, title="Бірінші"), public(branch, title="Екінші")]
    hidden = [
        public(karaganda, title="Сілтемесіз", url=""),
        public(karaganda, title="Жаман сөз", tone="negative"),
        public(almaty, title="Басқа ұйым"),
    ]
    for address in (
        karaganda.get_absolute_url(),
        reverse("publications:coverage", args=[karaganda.slug]),
    ):
        page = client.get(address).content.decode()
        assert all(piece.title in page for piece in shown)
        assert not any(piece.title in page for piece in hidden)


@pytest.mark.parametrize("view", ["portal:organization", "publications:coverage"])
def test_what_the_public_reads_costs_the_same_at_one_and_at_three(view, client, karaganda):
    address = reverse(view, args=[karaganda.slug])
    public(karaganda)
    client.get(address)
    one = cost(client, address)
    for _number in range(2):
        public(karaganda)
    assert cost(client, address) == one


def test_a_pasted_title_that_is_too_long_is_refused_and_not_cut(karaganda):
    entered = enter("https://a.example/1 " + "а" * 301, karaganda, outlet=OutletFactory())
    assert (len(entered.saved), len(entered.refused)) == (0, 1)

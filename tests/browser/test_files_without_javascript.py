"""Every form that takes a file, in a browser in which no script runs."""

import pytest

from publications.articles.models import UnsavedWork
from publications.pictures.models import Picture
from tests.changelists import admin_url
from tests.publications.factories import (
    CoverageFactory,
    NewspaperIssueFactory,
    PrintedMatterFactory,
    picture_file,
)
from tests.publications.pdf_file import PDF
from tests.publications.word_file import paragraph, word_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def karaganda(transactional_db):
    return OrganizationFactory(slug="karaganda")


@pytest.fixture
def width():
    return 390


@pytest.fixture
def page(width, open_page, karaganda):
    editor = UserFactory(role=Role.EDITOR, organization=karaganda)
    return open_page(user=editor, width=width, java_script_enabled=False)


def send(page, url, *files):
    """Open a form, choose the files and press the button that sends them."""
    page.goto(url)
    chooser = page.locator("input[type=file]")
    assert chooser.is_visible()
    chooser.set_input_files(
        [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    )
    page.locator("[name=_save], form[enctype] button[type=submit]").last.click()


def photo(name):
    return name, "image/jpeg", picture_file(400, 300).read()


@pytest.mark.parametrize("width", [390, 1400])
def test_files_are_chosen_and_sent(page, karaganda):
    send(page, "/admin/publications/picture/many/", photo("one.jpg"), photo("two.jpg"))
    send(page, admin_url(Picture, "add"), photo("three.jpg"))
    assert Picture.objects.count() == 3

    letter = word_file(paragraph("Қысқы мектеп", style="a3"), paragraph("Кеше."))
    send(page, "/admin/publications/article/word/", ("text.docx", WORD, letter.read()))
    assert UnsavedWork.objects.get().fields["title"] == "Қысқы мектеп"


@pytest.mark.parametrize(
    ("factory", "belongs", "column"),
    [
        (CoverageFactory, "organization", "scan"),
        (PrintedMatterFactory, "organization", "file"),
        (NewspaperIssueFactory, "outlet__publisher", "file"),
    ],
)
def test_a_pdf_is_added_to_a_record(page, karaganda, factory, belongs, column):
    record = factory(**{belongs: karaganda})
    send(page, admin_url(type(record), "change", record.pk), ("page.pdf", "application/pdf", PDF))

    record.refresh_from_db()
    assert getattr(record, column).read() == PDF

"""Whoever works in Kazakh or Russian meets no English: every page of the admin is read."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.staticfiles import finders
from django.db import models
from django.urls import reverse
from django.utils import translation
from lxml import html

from tests.access.table import FURTHER, MODELS
from tests.access.test_admin import model_of
from tests.access.visitor import Visitor, page_of, takes
from unions.models import Appointment, User

pytestmark = pytest.mark.long

SPOKEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
LATIN = re.compile(r"[A-Za-z][A-Za-z'’]{2,}")
CODES = re.compile(r"(?<![\w.-])[(\[]?(?:kk|ru|en)[)\]]?(?![\w.-])")  # of languages
OF_CODES = {"journal.JournalEntry.code"}  # columns of words that the code gave
ADDRESSES = re.compile(
    r"\S+@\S+|https?://\S+|\b[\w.-]+\.(?:kz|com|org|ru|me|be|net|html?)\b\S*|/\S+/"
)
KEYS = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12})\b")

# Latin words that are no English to a Kazakh or Russian reader, each kind with its reason.
NAMES = {
    "networks and services": "Facebook Instagram TikTok Telegram YouTube Vimeo WhatsApp VK Threads "
    "Twitter LinkedIn Zoom Rutube Dzen",
    "formats and standards": "TXT PDF DOCX XLSX XLS CSV TSV JSON YAML HTML ODS HEIC JPEG JPG PNG "
    "WebP AVIF GIF SVG Word Excel UTF iCalendar WCAG MB KB dpi ISO SHA",
    "keys of the keyboard": "Ctrl Shift Enter Esc Alt Tab",
    "languages in their own words": "English",
    "names of web technology": "Atom cookie axe-core API OpenAPI CORS",
    "headings of tables for exchange": "id",
}
ALLOWED = {word.lower() for words in NAMES.values() for word in re.split("[ -]", words)}


SILENT = {"script", "style", "code", "textarea", "svg"}


def read_out(element, language):
    """Yield what it says to eyes and screen readers, as far as it is in the page's language."""
    is_silent = (
        not isinstance(element.tag, str)  # a comment
        or element.tag in SILENT
        or "material-symbols-outlined" in element.get("class", "")
        or element.get("lang", language) != language
    )
    if is_silent:
        return
    yield from (element.get(name) for name in SPOKEN_ATTRIBUTES & set(element.keys()))
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    yield element.text or ""
    for inner in element:
        yield from read_out(inner, language)
        yield inner.tail or ""


def english_of(page, language, known):
    said = "\n".join(read_out(html.document_fromstring(page), language)) if page else ""
    words = LATIN.findall(KEYS.sub(" ", ADDRESSES.sub(" ", said)))
    return {word for word in words if word.lower() not in known} | set(CODES.findall(said))


def lower_case_names_of(page):
    """Names of fields and filters that do not begin as sentences do; a choice may."""
    if not page:
        return set()
    whole = html.document_fromstring(page)
    choices = whole.xpath("//input[@type='radio' or @type='checkbox']/@id")
    names = [one for one in whole.xpath("//label[@for]") if one.get("for") not in choices]
    names += whole.xpath("//*[@id='changelist-filter']//h3")
    said = {one.text_content().strip() for one in names}
    return {name for name in said if name[:1].islower() and not name.isascii()}  # no icons


def words_of_records():
    """What people typed is theirs, in whatever language."""
    words = set()
    for model in apps.get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField, models.FileField))
            and not field.choices
            and str(field) not in OF_CODES
        ]
        if names and model._meta.app_label not in ("contenttypes", "auth", "sessions"):
            for row in model._base_manager.values_list(*names):
                words |= {word.lower() for text in row for word in LATIN.findall(str(text or ""))}
    return words


def pages_of(records):
    """Every page once: the frame comes with the first, the page of history is one for all."""
    for label, record in records.items():
        yield page_of(label, "changelist")
        yield page_of(label, "add")
        yield page_of(label, "change", record.pk)
        yield page_of(label, "delete", record.pk)
    yield page_of(label, "history", record.pk)
    for page in FURTHER:
        one = [records[model_of(page)].pk] if takes(f"admin:{page}", 1) else []
        yield reverse(f"admin:{page}", args=one)


@pytest.fixture
def reader(tree):
    return Visitor(User.objects.create_superuser("root@example.org", "pw", person=None))


def read(visitor, address, **query):
    """Return the page, or nothing where there is none of words."""
    told = visitor.get(address, **query)
    if told != 200 or not visitor.response.headers["Content-Type"].startswith("text/html"):
        return ""
    return getattr(visitor.response, "rendered_content", "")


def test_no_page_of_the_admin_speaks_english(tree, reader, monkeypatch):
    records = {label: row.record(tree["branch"]) for label, row in MODELS.items()}
    known = ALLOWED | words_of_records()
    found = []
    index = reverse("admin:index")
    for language in ("kk", "ru"):
        with translation.override(language):
            found.append((language, index, english_of(read(reader, index), language, known)))
    monkeypatch.setattr(admin.site, "each_context", lambda request: {"site_title": "·"})
    # What is marked for translation stands in Russian too: tests/toolkit/test_catalogues.py.
    with translation.override("kk"):
        for address in pages_of(records):
            codes = {"[kk]", "[ru]", "[en]"} if address.endswith("/import/") else set()
            page = read(reader, address)
            english = english_of(page, "kk", known) - codes
            found.append(("kk", address, english | lower_case_names_of(page)))
    told = [f"{language} {at}: {' '.join(sorted(words))}" for language, at, words in found if words]
    assert not told, "\n" + "\n".join(told)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_search_that_finds_nothing_says_so_in_the_readers_language(reader, language):
    with translation.override(language):
        page = read(reader, page_of("unions.person", "changelist"), q="ешкім")
        assert english_of(page, language, ALLOWED) == set()
        choice = AutocompleteSelect(Appointment._meta.get_field("organization"), admin.site)
    [words] = [path for path in choice.media._js if path.endswith(f"/i18n/{language}.js")]
    assert "No results" not in Path(finders.find(words)).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["add", "changelist"])
def test_fields_to_choose_from_speak_the_readers_language(reader, page):
    """Of two Select2 on a page one would learn it, and the other draw the fields."""
    with translation.override("kk"):
        shown = read(reader, page_of("unions.appointment", page))
    scripts = re.findall(r'src="[^"]*/vendor/select2/([^"]*)"', shown)
    assert scripts == ["select2.full.js", "i18n/kk.js"]


@pytest.mark.parametrize(
    ("page", "english"),
    [
        ("<p>Written by <b>Айгүл</b></p>", {"Written"}),
        ('<a aria-label="Search">Іздеу</a>', {"Search"}),
        ("<option>choose</option><input type=submit value=Save>", {"choose", "Save"}),
        ("<p>PDF, ayan@example.org, https://example.org/news</p>", set()),
        ("<p>12ab9dcf1234, 0dcfa1b2-12ab-9dcf-1234-0123456789ab</p>", set()),
        ("<p>2024 ru</p><p>Мәтін (kk)</p>", {"ru", "(kk)"}),
        ('<p lang="en">English text</p><p>мәтін</p><br><script>let words</script>', set()),
    ],
)
def test_english_is_found_where_it_is_said(page, english):
    assert english_of(page, "kk", ALLOWED) == english

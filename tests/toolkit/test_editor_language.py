"""The editor speaks Kazakh: CKEditor has no such language, so the portal carries it."""

import re

import pytest
from django.contrib.staticfiles import finders

from mediacenter.toolkit.richtext import CKEDITOR_CONFIGS

FOLDER = "ckeditor/ckeditor/"
# languages of plugins that ckeditor.js does not hold itself
PLUGINS = ("image2",)


@pytest.fixture(scope="module")
def words(browser):
    """Return {language: {plugin.key: text}}, read by the browser as CKEditor reads them."""
    page = browser.new_page()
    page.evaluate("""() => {
        window.CKEDITOR = {lang: {}, plugins: {setLang: (plugin, language, words) => {
            CKEDITOR.lang[language][plugin] = words
        }}}
    }""")
    for path in ("lang/en.js", "lang/kk.js", *(f"plugins/{name}/lang/en.js" for name in PLUGINS)):
        page.add_script_tag(path=finders.find(FOLDER + path))
    languages = page.evaluate("CKEDITOR.lang")
    page.close()
    return {language: dict(flat(languages[language])) for language in ("en", "kk")}


def flat(words, prefix=""):
    for key, value in words.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_everything_the_toolbar_can_say_is_said_in_kazakh(words):
    removed = set(CKEDITOR_CONFIGS["default"]["removePlugins"].split(",")) - {"image"}
    needed = {key for key in words["en"] if key.split(".")[0] not in removed}
    assert needed - set(words["kk"]) == set()


def test_nothing_is_left_in_english(words):
    names = re.compile(r"[A-Za-z0-9]*|[%{}()\d, ]+")  # F1, Shift, Ctrl ...
    same = {key for key, text in words["kk"].items() if text == words["en"].get(key)}
    assert {key for key in same if not names.fullmatch(words["kk"][key])} == set()


def test_what_the_editor_fills_in_has_its_place(words):
    places = re.compile(r"%[a-z0-9]+|\$?\{[a-z]+\}")
    wrong = {
        key
        for key, text in words["kk"].items()
        if sorted(places.findall(text)) != sorted(places.findall(words["en"].get(key, text)))
    }
    assert wrong == set()

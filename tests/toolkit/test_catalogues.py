"""Nobody meets a sentence in another language than the one chosen: not on the site, not in the
admin, not in a message of a package.
"""

import re
import subprocess
import sys
from io import StringIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from mediacenter.toolkit import catalogues, wording
from mediacenter.toolkit.catalogues import SOURCES, compile_catalogues, is_translated, read
from mediacenter.toolkit.whole_files import UNFINISHED

LANGUAGES = ("kk", "ru")
DOMAINS = tuple(SOURCES)
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[a-z]|%[sdr]|\{[a-z_0-9]*\}", re.I)
MARKUP = re.compile(r"</?[a-z]+|&[a-z]+;")

# Strings of packages that stay as they are, each with its reason.
LEFT_AS_THEY_ARE = {}


@pytest.fixture(scope="module", params=DOMAINS)
def domain(request):
    return request.param


@pytest.fixture(scope="module")
def portal(domain):
    return list(messages_of(wording.portal_messages(domain)))


@pytest.fixture(scope="module")
def packages(domain):
    return list(messages_of(wording.package_messages(domain)))


def messages_of(catalogue):
    return [message for message in catalogue if message.id]


def listed(messages):
    """Say which strings fail, one a line, with where they come from."""
    return "\n" + "\n".join(
        f"  {message.id!r}  ({', '.join(sorted({place for place, _ in message.locations}))})"
        for message in messages
    )


def looked_up(language, domain):
    """Return what Django itself finds, without falling back to another language."""
    return DjangoTranslation(language, domain=domain)._catalog


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_portal_is_translated(portal, domain, language):
    known = looked_up(language, domain)
    missing = [message for message in portal if known.get(wording.key(message)) is None]
    assert not missing, f"run updatecatalogues, then translate into {language}:{listed(missing)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_django_and_the_packages_is_translated(packages, domain, language):
    known = looked_up(language, domain)
    missing = [
        message
        for message in packages
        if known.get(wording.key(message)) is None and message.id not in LEFT_AS_THEY_ARE
    ]
    assert not missing, f"run updatecatalogues, then translate into {language}:{listed(missing)}"


def test_a_word_that_stands_alone_says_what_it_means(portal):
    """ "open" is a state or an order, "post" a job or a message: the translator must be told."""
    alone = re.compile(r"[^\s%{}]*[^\W\d_][^\s%{}]*")
    wrong = [
        message
        for message in portal
        if not message.context
        and all(
            alone.fullmatch(form) for form in (message.id if message.pluralizable else [message.id])
        )
    ]
    assert not wrong, f"give these a context:{listed(wrong)}"


def entries():
    for language in LANGUAGES:
        for names in SOURCES.values():
            for name in names:
                path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / f"{name}.po"
                for message in messages_of(read(path)):
                    yield language, name, message


def forms(message):
    """Yield each translation with the source it must agree with; nothing of what waits for one."""
    if not is_translated(message):
        return
    if message.pluralizable:
        singular, plural = message.id
        for number, string in enumerate(message.string):
            # the form for one may name the number or say "one"
            yield ({singular, plural} if number == 0 else {plural}), string
    else:
        yield {message.id}, message.string


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def test_translations_keep_every_placeholder():
    wrong = [
        message
        for _language, _name, message in entries()
        for sources, string in forms(message)
        if placeholders(string) not in [placeholders(source) for source in sources]
    ]
    assert not wrong, listed(wrong)


def test_translations_keep_the_markup_and_the_edges():
    wrong = [
        message
        for _language, _name, message in entries()
        for sources, string in forms(message)
        if all(
            sorted(MARKUP.findall(string)) != sorted(MARKUP.findall(source))
            or string[:1].isspace() != source[:1].isspace()
            or string[-1:].isspace() != source[-1:].isspace()
            for source in sources
        )
    ]
    assert not wrong, listed(wrong)


def test_nothing_waits_in_the_catalogues_as_fuzzy_or_empty():
    waiting = [message for _language, _name, message in entries() if not is_translated(message)]
    assert not waiting, listed(waiting)


def test_kazakh_is_spelled_with_kazakh_letters():
    """ә typed as a Latin schwa, i as a Latin i: equal to the eye, unfindable to a search."""
    mixed = re.compile(r"[а-яёәғқңөұүһі][a-zəɵ]|[a-zəɵ][а-яёәғқңөұүһі]", re.I)
    allowed = re.compile(r"\{[^}]*\}|%\([^)]*\)[a-z]|%[a-z]|<[^>]*>|\\n")
    wrong = [
        message
        for _language, _name, message in entries()
        for _sources, string in forms(message)
        if mixed.search(allowed.sub(" ", string))
    ]
    assert not wrong, listed(wrong)


def test_what_the_portal_says_of_a_package_wins_over_the_package():
    with translation.override("kk"):
        assert translation.gettext("Filter") == "Сүзгі"
        assert translation.pgettext("alt. month", "March") == "наурыз"
        assert translation.ngettext("%(num)d day", "%(num)d days", 5) % {"num": 5} == "5 күн"


# --- The machinery ----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    messages = tmp_path / "kk" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "packages.po").write_text(entry("Home", "Басты бет") + entry("Go", "Алға"))
    (messages / "django.po").write_text(entry("Go", "Орындау") + entry("News", ""))
    return tmp_path


def entry(msgid, msgstr, flag=""):
    return f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def compiled(folder):
    from gettext import GNUTranslations

    with (folder / "kk" / "LC_MESSAGES" / "django.mo").open("rb") as stream:
        return {key: text for key, text in GNUTranslations(stream)._catalog.items() if key}


def test_both_sources_become_one_catalogue_and_the_portals_own_word_wins(folder):
    compile_catalogues(folder)
    assert compiled(folder) == {"Home": "Басты бет", "Go": "Орындау"}


def test_what_is_compiled_and_unchanged_is_not_compiled_again(folder):
    assert [path.name for path in compile_catalogues(folder)] == ["django.mo"]
    assert compile_catalogues(folder) == []
    with (folder / "kk" / "LC_MESSAGES" / "django.po").open("a") as stream:
        stream.write(entry("Next", "Келесі"))
    assert compile_catalogues(folder)
    assert compiled(folder)["Next"] == "Келесі"


def test_a_fuzzy_translation_is_not_shown(folder):
    (folder / "kk" / "LC_MESSAGES" / "django.po").write_text(entry("A", "Б", flag="#, fuzzy\n"))
    compile_catalogues(folder)
    assert "A" not in compiled(folder)


def test_a_source_that_cannot_be_read_leaves_the_compiled_one_alone(folder):
    compile_catalogues(folder)
    before = compiled(folder)
    (folder / "kk" / "LC_MESSAGES" / "django.po").write_text("no catalogue at all\n")
    with pytest.raises(PoFileError):
        compile_catalogues(folder)
    assert compiled(folder) == before
    assert not list(folder.rglob(f"*{UNFINISHED}")), "no half of a file is left behind"


def test_compiling_needs_no_gettext(folder):
    code = (
        "import sys; from pathlib import Path; from mediacenter.toolkit import catalogues;"
        "catalogues.compile_catalogues(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, folder], check=True, env={"PATH": ""},
                   cwd=settings.BASE_DIR)  # fmt: skip
    assert compiled(folder)


def test_updating_keeps_translations_and_sets_aside_what_is_gone(folder):
    path = folder / "kk" / "LC_MESSAGES" / "django.po"
    catalogue = read(path)
    template = Catalog()
    template.add("News", locations=[("publications/views.py", 7)])
    template.add("Seminar", locations=[("training/models.py", 3)])
    catalogue.update(template, no_fuzzy_matching=True)
    catalogues.write(catalogue, path)
    text = path.read_text()
    assert '#~ msgid "Go"\n#~ msgstr "Орындау"' in text
    assert "#: training/models.py\n" in text
    catalogues.write(read(path), path)
    assert path.read_text() == text, "writing again changes nothing"


def test_strings_of_python_templates_and_scripts_are_found_without_touching_the_sources(tmp_path):
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "models.py").write_text('name = _("A")\npgettext("month", "B")\n')
    (room / "templates" / "page.html").write_text(
        '{% translate "C" %}{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days'
        "{% endblocktranslate %}"
    )
    (room / "page.js").write_text('gettext("D")')
    before = sorted(tmp_path.rglob("*"))
    found = {wording.key(m) for m in messages_of(wording.extract([room], "django"))}
    assert found == {"A", "month\x04B", "C", ("%(n)s day", 0)}
    assert [m.id for m in messages_of(wording.extract([room], "djangojs"))] == ["D"]
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_says_what_it_compiled(settings, folder, capsys):
    settings.LOCALE_PATHS = [folder]
    call_command("compilecatalogues")
    assert capsys.readouterr().out == "compiled kk/LC_MESSAGES/django.mo\n"


def test_a_process_that_has_read_the_old_catalogue_reads_the_new_one(settings, folder):
    settings.LOCALE_PATHS = [folder]
    with translation.override("kk"):
        call_command("compilecatalogues", stdout=StringIO())
        assert translation.gettext("Go") == "Орындау"
    path = folder / "kk" / "LC_MESSAGES" / "django.po"
    path.write_text(path.read_text().replace("Орындау", "Бастау"))
    with translation.override("kk"):
        call_command("compilecatalogues", stdout=StringIO())
        assert translation.gettext("Go") == "Бастау"

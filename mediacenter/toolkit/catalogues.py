"""The portal's catalogues of words: two source files a language and domain, compiled into one.

`django.po` holds the portal's own strings; `packages.po` those of Django and of the installed
packages that they do not say in that language, or say badly. Both go into the `django.mo` that
Django reads; likewise `djangojs.po` and `packagesjs.po`. What strings there are: wording.py.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .whole_files import replaced

SOURCES = {"django": ("django", "packages"), "djangojs": ("djangojs", "packagesjs")}

PLURAL_FORMS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4"
    " && (n%100<10 || n%100>=20) ? 1 : 2);",
}

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"
"""


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile what is older than its sources in a folder of languages; return what was written."""
    return [
        compiled
        for messages in sorted(folder.glob("*/LC_MESSAGES"))
        for domain in SOURCES
        if (compiled := _compile_domain(messages, domain))
    ]


def read(path: Path) -> Catalog:
    """Return the catalogue <language>/LC_MESSAGES/<name>.po, empty where there is none yet."""
    language = path.parent.parent.name
    text = path.read_bytes() if path.exists() else _header(language)
    return read_po(io.BytesIO(text), locale=language, abort_invalid=True)


def write(catalogue: Catalog, path: Path) -> None:
    """Write a .po file that changes only where words change: no dates, authors, line numbers."""
    with replaced(path) as stream:
        stream.write(_header(path.parent.parent.name) + b"\n")
        write_po(
            stream, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False
        )


def is_translated(message: Message) -> bool:
    forms = message.string if message.pluralizable else [message.string]
    return bool(forms) and all(forms) and not message.fuzzy


def _compile_domain(messages: Path, domain: str) -> Path | None:
    target = messages / f"{domain}.mo"
    sources = [path for name in SOURCES[domain] if (path := messages / f"{name}.po").exists()]
    newest = max((path.stat().st_mtime for path in sources), default=0)
    if not sources or (target.exists() and target.stat().st_mtime > newest):
        return None
    together = read_po(io.BytesIO(_header(messages.parent.name)), locale=messages.parent.name)
    for message in (message for source in sources for message in read(source)):
        if message.id and is_translated(message) and not together.get(message.id, message.context):
            together[message.id] = message
    target.parent.mkdir(parents=True, exist_ok=True)
    with replaced(target) as stream:
        write_mo(stream, together)
    return target


def _header(language: str) -> bytes:
    return HEADER.format(language=language, plural_forms=PLURAL_FORMS[language]).encode()

"""Which strings there are to translate: the portal's own, and those of the packages it shows.

For the developer and the tests: xgettext must be installed (Debian's package gettext).
"""

import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings

ROOMS = ("mediacenter", "publications", "training", "unions", "templates", "static")
EXTENSIONS = {"django": ("html", "txt", "xml", "py"), "djangojs": ("js",)}
VENDORED = ("ckeditor", "node_modules")  # scripts of others within our static folders


def portal_messages(domain: str) -> Catalog:
    """Return every string that the portal's own sources mark for translation."""
    return extract([settings.BASE_DIR / room for room in ROOMS], domain)


def package_messages(domain: str) -> Catalog:
    """Return every string of Django and of the installed packages that can be shown here."""
    wanted = Catalog()
    for folder in _package_folders():
        template = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if template.exists():
            _add(wanted, _read(template), unless=_uninstalled_parts(folder))
        else:
            _add(wanted, extract([folder], domain), unless=_uninstalled_parts(folder))
    return wanted


def shipped(language: str, domain: str) -> set:
    """Return the keys that Django and the packages translate themselves, as gettext keeps them."""
    keys = set()
    for folder in _package_folders():
        compiled = gettext.translation(domain, folder / "locale", [language], fallback=True)
        keys |= set(getattr(compiled, "_catalog", ()))
    return keys


def key(message):
    """Return the key under which gettext keeps a message."""
    msgid = message.id[0] if message.pluralizable else message.id
    msgid = f"{message.context}\x04{msgid}" if message.context else msgid
    return (msgid, 0) if message.pluralizable else msgid


def extract(folders: Iterable[Path], domain: str) -> Catalog:
    """Collect the marked strings of some folders by Django's makemessages, in a copy of them.

    makemessages leaves its working files beside the sources, so it never sees the sources.
    """
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        for folder in folders:
            for path in _sources(folder, domain):
                target = copy / folder.name / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale=en"]
        command += [f"--domain={domain}", f"--extension={','.join(EXTENSIONS[domain])}"]
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        finished = subprocess.run(  # noqa: S603  nothing of it comes from outside
            command, cwd=copy, env=environment, capture_output=True, text=True
        )
        if finished.returncode:
            raise RuntimeError(finished.stderr.strip())
        template = copy / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        return _read(template) if template.exists() else Catalog()


def _sources(folder: Path, domain: str):
    for extension in EXTENSIONS[domain]:
        for path in folder.rglob(f"*.{extension}"):
            if not {"tests", "migrations", *VENDORED} & set(path.relative_to(folder).parts):
                yield path


def _package_folders() -> list[Path]:
    """Return the folder of Django's own catalogue and of each package with installed apps."""
    portal = settings.BASE_DIR
    ours = {portal / room for room in ROOMS}
    installed = [Path(app.path) for app in apps.get_app_configs()]
    foreign = {path for path in installed if not ours & {path, *path.parents}}
    whole_packages = [path for path in foreign if not foreign & set(path.parents)]
    return [Path(django.__file__).parent / "conf", *sorted(whole_packages)]


def _uninstalled_parts(folder: Path) -> set[str]:
    installed = {Path(app.path) for app in apps.get_app_configs()}
    return {path.parent.name for path in folder.rglob("apps.py") if path.parent not in installed}


def _add(wanted: Catalog, found: Catalog, *, unless=frozenset()) -> None:
    for message in found:
        places = [set(Path(place).parts) for place, _line in message.locations]
        if message.id and not (places and all(place & unless for place in places)):
            wanted[message.id] = message


def _read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)

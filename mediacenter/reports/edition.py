"""What shapes a report besides its facts: the code that composes and prints it, the templates and
fonts, the words. Whatever of these changes, an unchanged year is printed anew."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.utils.translation import trans_real

HERE = Path(__file__).parent
SHAPING = (
    HERE / "composing",
    HERE / "indicators",
    HERE / "printing",
    HERE.parent / "toolkit",
)
SOURCES = {".py", ".typ"}
PACKAGES = ("django", "typst")  # typst carries the fonts


@cache
def edition(language):
    """A SHA-256, found once a process: what is installed does not change under it."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for folder in SHAPING:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SOURCES:
                digest.update(f"{path.relative_to(HERE.parent)}\n".encode() + path.read_bytes())
    digest.update(words_of(language))
    return digest.hexdigest()


def words_of(language):
    """The catalogue in force: the portal's words over those of the packages."""
    words = dict(trans_real.translation(language)._catalog.items())
    return repr(sorted(words.items(), key=repr)).encode()

"""What shapes a printed file besides its data: code, templates and fonts, the words.

Whatever of these changes, unchanged data is printed anew: the edition is part of a file's key.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.utils.translation import trans_real

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
SHAPING = (HERE, HERE.parents[1] / "toolkit")
SOURCES = {".py", ".typ"}
PACKAGES = ("django", "openpyxl", "pikepdf", "python-docx", "segno", "typst")  # with the fonts


@cache
def edition(language, *folders):
    """A SHA-256 over what prints, the words of a language and the folders whose code composes.

    Found once a process: what is installed does not change under it.
    """
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for folder in (*SHAPING, *folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix in SOURCES:
                digest.update(f"{path.relative_to(PROJECT)}\n".encode() + path.read_bytes())
    digest.update(words_of(language))
    return digest.hexdigest()


def words_of(language):
    """The catalogue in force: the portal's words over those of the packages."""
    words = dict(trans_real.translation(language)._catalog.items())
    return repr(sorted(words.items(), key=repr)).encode()

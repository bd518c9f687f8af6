"""What the documents name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", *(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/**/*.md"))]
OF_A_MACHINE = ("/", "var/")


def paths():
    """Each file and folder that Git may know, as a path that ends with its end."""
    for top in ROOT.iterdir():
        if top.name not in {".git", "var"}:
            yield from (top, *top.rglob("*"))


@pytest.fixture(scope="module")
def there():
    return [f"/{path.relative_to(ROOT)}" for path in paths()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_is_there(there, document):
    quoted = re.findall(r"`([\w./*@-]+)`", (ROOT / document).read_text())
    named = {one for one in quoted if "/" in one or one.endswith((".py", ".js", ".html", ".conf"))}
    gone = [
        name
        for name in sorted(named)
        if not name.startswith(OF_A_MACHINE)
        if not any(re.search(ending(name), path) for path in there)
    ]
    assert gone == []


def ending(name):
    return "/" + re.escape(name.rstrip("/")).replace(r"\*", "[^/]*") + "$"

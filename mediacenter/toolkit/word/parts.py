"""Which parts of a document are its text, its styles, its lists and its notes.

An archive says so by relationships; the names are free. What is handed on to mammoth holds them
under the names that mammoth falls back to: so it opens the parts that were checked, and no others.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT_RELATIONSHIPS, CONTENT_TYPES = "_rels/.rels", "[Content_Types].xml"
MAIN = "document"
READ = ("styles", "numbering", "footnotes", "endnotes", "comments")
BODIES = (MAIN, "footnotes", "endnotes")
WITH_RELATIONSHIPS = (MAIN, "footnotes", "endnotes", "comments")


@dataclass
class Parts:
    """`names`: of each kind of part that there is, its name in the archive."""

    names: dict[str, str] = field(default_factory=dict)

    def bodies(self) -> set[str]:
        """The names of those that hold the text and its notes."""
        return {name for kind, name in self.names.items() if kind in BODIES}

    def opened(self) -> set[str]:
        """The names of all that a parser of XML is given."""
        related = {relationships_of(name) for name in self.names.values()}
        return {ROOT_RELATIONSHIPS, CONTENT_TYPES, *self.names.values(), *related}


def parts_of(archive, inspect) -> Parts:
    """Find the parts by their relationships, which `inspect` judges before they are parsed.

    There is no main part in `names` where the archive is no document.
    """
    held = set(archive.namelist())

    def targets(name, base):
        """{kind: name of the part} that relationships give, the first of each that is there."""
        found = {}
        if name in held:
            content = archive.read(name)
            inspect(content)
            for relation in ElementTree.fromstring(content):  # noqa: S314 judged just now
                kind = relation.get("Type", "").rpartition("/")[2]
                target = resolved(base, relation.get("Target", ""))
                if relation.get("TargetMode") != "External" and target in held:
                    found.setdefault(kind, target)
        return found

    main = targets(ROOT_RELATIONSHIPS, "").get("officeDocument", "word/document.xml")
    if main not in held:
        return Parts()
    related = targets(relationships_of(main), posixpath.dirname(main))
    names = {kind: related.get(kind, f"word/{kind}.xml") for kind in READ}
    return Parts({MAIN: main, **{kind: name for kind, name in names.items() if name in held}})


def resolved(base: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")


def relationships_of(name: str) -> str:
    return posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")


def repacked(archive, parts: Parts, changed: dict[str, bytes]) -> bytes:
    """The archive for mammoth; `changed` holds parts by their kind that were made anew."""
    stream = io.BytesIO()
    there = set(archive.namelist())
    contents = {kind: archive.read(name) for kind, name in parts.names.items()} | changed
    written = {f"word/{kind}.xml": content for kind, content in contents.items()}
    for kind in WITH_RELATIONSHIPS:
        name = parts.names.get(kind, "")
        if relationships_of(name) in there:
            moved = moved_relationships(
                archive.read(relationships_of(name)), posixpath.dirname(name)
            )
            written[relationships_of(f"word/{kind}.xml")] = moved
    if CONTENT_TYPES in there:
        written[CONTENT_TYPES] = archive.read(CONTENT_TYPES)
    read = {f"word/{kind}.xml" for kind in (MAIN, *READ)}
    unread = there - parts.opened() - read - {relationships_of(name) for name in read}
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in written.items():
            packed.writestr(name, content)
        for name in sorted(unread):
            packed.writestr(name, archive.read(name))
    return stream.getvalue()


def moved_relationships(content: bytes, base: str) -> bytes:
    """Relationships with targets named from the top, without those to parts that are read."""
    tree = ElementTree.fromstring(content)  # noqa: S314 judged by parts_of or checked
    for relation in list(tree):
        if relation.get("Type", "").rpartition("/")[2] in READ:
            tree.remove(relation)
        elif relation.get("TargetMode") != "External":
            relation.set("Target", f"/{resolved(base, relation.get('Target', ''))}")
    return ElementTree.tostring(tree)

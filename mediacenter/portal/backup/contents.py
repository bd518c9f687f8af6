"""What lies where in a backup. It is read as something that anybody may have changed."""

import datetime as dt
import json
import re
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields

from django.core.files.storage import default_storage
from django.db import OperationalError

from mediacenter.toolkit.storing import digest_of, private_storage

DUMP, FACTS, KEY, SUMS, FILES = (
    "database.dump",
    "portal.json",
    "secret-key",
    "SHA256SUMS",
    "files",
)
SUM = re.compile(r"([0-9a-f]{64})  (.+)")
MIGRATION, FILE = re.compile(r"\w+\.\w+"), re.compile(r".+")
LONGEST_KEY = 1_000  # characters


class BackupFailed(Exception):
    """Nothing was taken or restored; the message says why and what to do."""


@contextmanager
def failing_in_words():
    """Raise BackupFailed where a disk or the database fails."""
    try:
        yield
    except (OSError, OperationalError) as failure:
        raise BackupFailed(str(failure).strip()) from failure


@dataclass
class Facts:
    """`lost` are the files that rows of the dump name and that were gone already.

    `has_key`: whether the portal kept its key itself, so that it lies in the backup; backups of
    November 2026 do not tell (None).
    """

    taken_at: str
    migrations: list[str]
    lost: list[str] = field(default_factory=list)
    has_key: bool | None = None

    def write(self, folder):
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FACTS).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder):
        """Raises BackupFailed where they are not as a portal writes them."""
        names = [one.name for one in fields(cls)]
        try:
            given = json.loads((folder / FACTS).read_text(encoding="utf-8"))
            if not isinstance(given, dict) or {"has_key", *given} != set(names):
                raise ValueError(f"it has to tell {', '.join(names)}, and nothing else")
            dt.datetime.fromisoformat(given["taken_at"])
            if not (is_list_of(MIGRATION, given["migrations"]) and given["migrations"]):
                raise ValueError("migrations has to be a list of their names")
            if not is_list_of(FILE, given["lost"]):
                raise ValueError("lost has to be a list of paths")
            if not isinstance(given.get("has_key", True), bool):
                raise ValueError("has_key has to be true or false")
        except (TypeError, ValueError, RecursionError) as error:
            raise BackupFailed(f"{FACTS} is not as a portal writes it: {error}.") from error
        return cls(**given)


def is_list_of(pattern, given):
    return isinstance(given, list) and all(
        isinstance(one, str) and pattern.fullmatch(one) for one in given
    )


def storages():
    """{the name of its folder in a backup: a storage}."""
    return {"media": default_storage, "private": private_storage()}


def digest_at(path):
    with path.open("rb") as file:
        return digest_of(file)


def read_sums(folder):
    """{path within the folder: SHA-256}. Raises BackupFailed where a portal wrote no such file."""
    if not (folder / SUMS).is_file():
        raise BackupFailed(f"{folder} is no backup: it holds no {SUMS}.")
    sums = {}
    lines = (folder / SUMS).read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines[:-1], 1):
        written = SUM.fullmatch(line)
        if not written:
            raise BackupFailed(f"{SUMS} is not as a portal writes it: see its line {number}.")
        digest, path = written.groups()
        if not is_part(path):
            raise BackupFailed(f"A portal writes nothing under this path of {SUMS}: {path!r}.")
        if sums.setdefault(path, digest) != digest:
            raise BackupFailed(f"{SUMS} is not as a portal writes it: {path} has two sums.")
    return sums


def is_part(path):
    names = path.split("/")
    return path in (DUMP, FACTS, KEY) or (
        len(names) > 2
        and names[0] == FILES
        and names[1] in storages()
        and {"", ".", ".."}.isdisjoint(names)
        and path.isprintable()
        and "\\" not in path
    )


def check_sums(folder):
    """Return the paths of all parts. Raises BackupFailed where one is gone, changed or too many.

    What has no sum somebody may have laid there.
    """
    sums = read_sums(folder)
    if not {DUMP, FACTS} <= sums.keys():
        raise BackupFailed(f"The backup is not whole: {SUMS} does not name its database.")
    for path, digest in sums.items():
        place = folder / path
        if not is_within(folder, place):
            raise BackupFailed(f"The backup is not whole: {path} is gone.")
        if digest_at(place) != digest:
            raise BackupFailed(f"The backup is damaged: {path} is not as it was written.")
    there = [path for path in (folder / FILES).rglob("*") if not path.is_dir()]
    for place in [*there, *folder.glob(KEY)]:
        path = place.relative_to(folder).as_posix()
        if path not in sums:
            raise BackupFailed(f"{path} has no sum in {SUMS}: it is no part of the backup.")
    return list(sums)


def is_within(folder, place):
    """Whether a file is there, and no link that leads out of the folder."""
    try:
        return place.resolve().is_relative_to(folder.resolve()) and place.is_file()
    except OSError:  # a name that no disk takes
        return False


def read_key(folder, facts):
    """The portal's key, None where the backup holds none.

    Raises BackupFailed for what is none, and where it is there or not against what the facts tell.
    """
    is_there = (folder / KEY).exists()
    if facts.has_key not in (None, is_there):
        expected = "it has to be there" if facts.has_key else "the backup was taken without one"
        raise BackupFailed(f"The backup is not whole: by {FACTS}, of {KEY}, {expected}.")
    if not is_there:
        return None
    key = (folder / KEY).read_text(encoding="utf-8", errors="replace")
    if not (key.isascii() and key.isprintable() and 0 < len(key) <= LONGEST_KEY):
        raise BackupFailed(f"{KEY} holds no key: one is a line of at most {LONGEST_KEY} letters.")
    return key

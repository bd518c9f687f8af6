"""What lies where in a backup, and how it is read."""

import json
from dataclasses import asdict, dataclass, field

from django.core.files.storage import default_storage

from mediacenter.toolkit.storing import digest_of, private_storage

DUMP, FACTS, KEY, SUMS, FILES = (
    "database.dump",
    "portal.json",
    "secret-key",
    "SHA256SUMS",
    "files",
)


class BackupFailed(Exception):
    """Nothing was taken or restored; the message says why and what to do."""


@dataclass
class Facts:
    """`lost` are the files that rows of the dump name and that were gone already."""

    taken_at: str
    migrations: list[str]
    lost: list[str] = field(default_factory=list)

    def write(self, folder):
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FACTS).write_text(text)

    @classmethod
    def read(cls, folder):
        return cls(**json.loads((folder / FACTS).read_text()))


def storages():
    """{the name of its folder in a backup: a storage}."""
    return {"media": default_storage, "private": private_storage()}


def digest_at(path):
    with path.open("rb") as file:
        return digest_of(file)


def read_sums(folder):
    """Yield (SHA-256, path within the folder). Raises BackupFailed where there is no backup."""
    try:
        with (folder / SUMS).open() as lines:
            for line in lines:
                digest, _space, path = line.rstrip("\n").partition("  ")
                yield digest, path
    except FileNotFoundError:
        raise BackupFailed(f"{folder} is no backup: it holds no {SUMS}.") from None


def check_sums(folder):
    """Raise BackupFailed where a part of a backup is gone or changed."""
    read = set()
    for digest, path in read_sums(folder):
        read.add(path if path in (DUMP, FACTS) else None)
        place = folder / path
        if not place.resolve().is_relative_to(folder.resolve()) or not place.is_file():
            raise BackupFailed(f"The backup is not whole: {path} is gone.")
        if digest_at(place) != digest:
            raise BackupFailed(f"The backup is damaged: {path} is not as it was written.")
    if not {DUMP, FACTS} <= read:
        raise BackupFailed(f"The backup is not whole: {SUMS} does not name its database.")

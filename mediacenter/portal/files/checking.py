"""Compares what rows say of files with what is stored, both ways."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from django.core.files.storage import Storage

from mediacenter.toolkit.storing import AT_ONCE, digest_of, held_against, size_of
from unions.models import BinEntry

from .file_columns import Column, file_columns, folders, named


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one file. `key` is that of the row, None where no row names it."""

    kind: Literal["gone", "empty", "size", "hash", "unnamed"]
    path: str
    storage: Storage | None = None
    column: Column | None = None
    key: object = None

    def __str__(self):
        trouble = {
            "gone": "is gone",
            "empty": "is empty",
            "size": "has another size than its row says",
            "hash": "has another SHA-256 than its row says",
            "unnamed": "is named by no row for a day",
        }[self.kind]
        of_row = f" (row {self.key} of {self.column})" if self.column else ""
        return f"{self.path} {trouble}{of_row}"


def find_troubles():
    """Yield a Trouble for each file that is not as the rows say, a few rows in memory at a time."""
    for column in file_columns():
        for key, path, *details in column.rows().iterator(chunk_size=AT_ONCE):
            kind = wrong(column.storage, path, *details)
            if kind and column.rows().filter(pk=key, **{column.field.name: path}).exists():
                yield Trouble(kind, path, column.storage, column, key)
    yield from lost_from_the_bin()
    for storage, folder, columns in folders():
        for path in unnamed(storage, folder, columns):
            yield Trouble("unnamed", path, storage)


def wrong(storage, path, sha=None, size=None):
    """What is wrong with a stored file: a kind of Trouble, or None."""
    stored = size_of(storage, path)
    if stored is None:
        return "gone"
    if size is not None and stored != size:
        return "size"
    if stored == 0:
        return "empty"
    if sha is None:
        return None
    with storage.open(path) as file:
        return None if digest_of(file) == sha else "hash"


def lost_from_the_bin():
    storages = {id(storage): storage for storage, _folder, _columns in folders()}.values()
    rows = BinEntry.objects.exclude(files=[]).values_list("pk", "files")
    for key, paths in rows.iterator(chunk_size=AT_ONCE):
        for path in paths:
            if all(size_of(storage, path) is None for storage in storages):
                yield Trouble("gone", f"{path} of entry {key} in the bin")


def unnamed(storage, folder, columns):
    """Yield the paths below a folder that nobody has named for a day."""
    for _kept, leftovers in held_against(storage, folder, partial(named, columns=columns)):
        yield from leftovers

"""Takes a backup while the portal runs."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from itertools import chain

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from mediacenter.portal import schema
from mediacenter.portal.files.file_columns import file_columns, is_private
from mediacenter.toolkit.storing import AT_ONCE, PIECE, size_of
from unions.models import BinEntry

from . import postgresql
from .contents import (
    DUMP,
    FACTS,
    FILES,
    KEY,
    SUMS,
    BackupFailed,
    Facts,
    digest_at,
    failing_in_words,
    storages,
)


@failing_in_words()
def take_backup(target, *, say):
    """Write a backup into the folder `target`, which is made. Raises BackupFailed.

    The dump is of one moment, and the files are those that its rows name. Files are only ever
    added, but for what people delete meanwhile: so they are copied before as well, and only one
    that was stored and deleted since the backup began can lack. What lacks is said.
    """
    if target.exists() and not is_empty(target):
        raise BackupFailed(f"{target} is there already: name a folder that does not exist yet.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".unfinished")
    draft = target.parent / draft  # mkdtemp gives it to its owner alone
    try:
        facts = fill(draft, say=say)
        os.sync()
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    for path in facts.lost:
        say(f"Lost before this backup, and not in it: {path}")
    return facts


def is_empty(folder):
    return folder.is_dir() and not any(folder.iterdir())


def fill(draft, *, say):
    if not applied():
        raise BackupFailed("The database is empty: there is nothing to take a backup of.")
    for place, path in paths():
        copy(draft, place, path)
    with one_moment() as snapshot, (draft / SUMS).open("w") as sums:
        facts = Facts(taken_at=timezone.now().isoformat(), migrations=applied())
        postgresql.dump(draft / DUMP, snapshot=snapshot)
        say(f"The database is written: {(draft / DUMP).stat().st_size:,} bytes.")
        number = 0
        for place, path in paths():
            if copy(draft, place, path):
                number += 1
                sums.write(line(draft, f"{FILES}/{place}/{path}"))
            else:
                facts.lost.append(f"{place}/{path}")
        say(f"{number:,} files are written.")
        kept = settings.VAR_DIR / KEY
        facts.has_key = kept.exists() and kept.read_text() == settings.SECRET_KEY
        if facts.has_key:
            shutil.copy(kept, draft / KEY)
        facts.write(draft)
        for name in (DUMP, FACTS, KEY):
            if (draft / name).exists():
                sums.write(line(draft, name))
    return facts


@contextmanager
def one_moment():
    """All statements inside see the database of one moment; yields its name for pg_dump."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def paths():
    """Yield (place, path) of each file that a row names, or a record in the bin."""
    lacking, _strange = schema.lacking_and_strange()  # a backup is taken before an upgrade, too
    for column in file_columns():
        if column.in_database in lacking:
            continue
        place = "private" if is_private(column.storage) else "media"
        rows = column.rows().values_list(column.field.name, flat=True)
        yield from ((place, path) for path in rows.iterator(chunk_size=AT_ONCE))
    entries = BinEntry.objects.exclude(files=[]).values_list("files", flat=True)
    for path in chain.from_iterable(entries.iterator(chunk_size=AT_ONCE)):
        places = [name for name, storage in storages().items() if stored(storage, path) is not None]
        yield from ((place, path) for place in places or ["private"])


def stored(storage, path):
    try:
        return size_of(storage, path)
    except SuspiciousFileOperation:
        return None


def copy(draft, place, path):
    """Copy a file that is not there yet, or not as it is stored; whether it is there now."""
    storage, copied = storages()[place], draft / FILES / place / path
    size = stored(storage, path)
    if size is None:
        return copied.exists()
    if copied.exists() and copied.stat().st_size == size:
        return True
    copied.parent.mkdir(parents=True, exist_ok=True)
    try:
        with storage.open(path) as source, copied.open("wb") as target:
            shutil.copyfileobj(source, target, PIECE)
    except FileNotFoundError:  # deleted in this moment
        copied.unlink(missing_ok=True)
        return False
    return True


def line(draft, path):
    return f"{digest_at(draft / path)}  {path}\n"


def applied():
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())

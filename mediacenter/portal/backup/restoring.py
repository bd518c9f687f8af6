"""Restores a backup into an empty place, all or nothing."""

from django.conf import settings
from django.core.files import File
from django.core.management import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from mediacenter.portal import files, preparation, schema
from mediacenter.toolkit.storing import PIECE, files_below
from mediacenter.toolkit.whole_files import replaced

from . import postgresql
from .contents import (
    DUMP,
    FILES,
    KEY,
    BackupFailed,
    Facts,
    check_sums,
    failing_in_words,
    read_key,
    storages,
)


@failing_in_words()
def restore(source, *, say):
    """Restore a backup. Raises BackupFailed.

    Everything is looked at before anything is changed. The database comes last, in one transaction:
    until then nothing is there that a portal would show, a failure takes the files out again, and
    whoever was killed restores again, over the same files.
    """
    paths = check_sums(source)
    facts = Facts.read(source)
    key = read_key(source, facts)
    refuse_newer(facts)
    refuse_full_database()
    refuse_strange_files(source)
    written = []
    try:
        for path in paths:
            if path.startswith(f"{FILES}/"):
                _files, place, name = path.split("/", 2)
                put(storages()[place], name, source / path, written)
        say(f"{len(written):,} files are stored.")
        restore_key(key, source, say=say)
        postgresql.load(source / DUMP)
    except BaseException:
        for storage, name in written:
            storage.delete(name)
        raise
    say(f"The database is restored, as it was at {facts.taken_at}.")
    connection.close()
    try:
        say(f"Migrations: {preparation.migrate_if_behind()}.")
    except (DatabaseError, CommandError) as error:
        raise BackupFailed(
            "The backup is restored as the older portal left it, but a migration of this one does "
            f"not take its rows; go on with that one, and report this: {error}"
        ) from error
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a dump holds no statistics, and plans without them are slow
    check(facts)
    say("All files are as their rows say.")


def refuse_newer(facts):
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    rooms = {name.split(".")[0] for name in known}
    strange = [name for name in facts.migrations if name not in known]
    strange = [name for name in strange if name.split(".")[0] in rooms]
    if strange:
        raise BackupFailed(
            f"The backup is of a newer portal than this: it has {schema.some(strange)}. "
            "Restore it with that one."
        )


def refuse_full_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.tables"
            " WHERE table_schema = ANY (current_schemas(false))"
        )
        [number] = cursor.fetchone()
    if number:
        raise BackupFailed(
            f"The database is not empty: it has {number} tables. A backup is restored into an "
            "empty one alone: name another by DATABASE_URL or VAR_DIR."
        )


def refuse_strange_files(source):
    """Only files of this very backup may be there: of a restoring that was killed."""
    for place, storage in storages().items():
        for path in files_below(storage, ""):
            copied = source / FILES / place / path
            if not copied.is_file() or not is_begun(storage, path, copied):
                raise BackupFailed(
                    f"The place for files is not empty: {place}/{path} is there. A backup is "
                    "restored into an empty one alone."
                )


def is_begun(storage, path, copied):
    """Whether a stored file is a copy of that, or the beginning of one."""
    with storage.open(path) as file, copied.open("rb") as whole:
        while piece := file.read(PIECE):
            if piece != whole.read(len(piece)):
                return False
    return True


def put(storage, name, copied, written):
    if storage.exists(name):  # of a restoring that was killed
        storage.delete(name)
    written.append((storage, name))
    with copied.open("rb") as file:
        stored = storage.save(name, File(file))
    if stored != name:
        storage.delete(stored)
        raise BackupFailed(f"{name} could not be stored under its name, but as {stored}.")


def restore_key(key, source, *, say):
    """Take the key along where the portal keeps its own; say so where another one is set."""
    if key is None:
        return
    kept = settings.VAR_DIR / KEY
    if kept.exists() and kept.read_text() == settings.SECRET_KEY:
        with replaced(kept, mode=0o600) as file:
            file.write(key.encode())
        settings.SECRET_KEY = key  # what a migration seals from here on opens by it
    elif key != settings.SECRET_KEY:
        say(
            f"SECRET_KEY is another than that of the backup: name the old one, from {source / KEY},"
            " in SECRET_KEY_FALLBACKS, or second factors have to be set up anew."
        )


def check(facts):
    lost = {path.partition("/")[2] for path in facts.lost}
    troubles = (one for one in files.find_troubles() if one.path not in lost)
    found = [str(trouble) for trouble in troubles]
    if found or (found := schema.misfits()):
        raise BackupFailed(
            "The backup is restored, but not everything fits: " + "\n".join(found[:20])
        )

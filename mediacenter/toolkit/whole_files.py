"""Files that are whole or not there, whatever a full disk or a kill leaves unfinished."""

import errno
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # on the disk, in one's share, for one file
DISK_FULL = "53100"  # by PostgreSQL
UNFINISHED = ".unfinished"


@contextmanager
def replaced(path, mode=0o644):
    """Write bytes beside a file and put the whole in its place: nobody ever meets a half."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(draft, mode)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


class Draft(File):
    """Written in full; the storage renames it into its place."""

    def temporary_file_path(self):
        return self.name


class WholeFiles(FileSystemStorage):
    """Writes a file beside its place first. What a kill leaves there is swept as any leftover."""

    def _save(self, name, content):
        folder = Path(self.path(name)).parent
        folder.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=folder, prefix=".", suffix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in content.chunks():
                    file.write(piece)
            return super()._save(name, Draft(None, path))
        finally:
            with suppress(FileNotFoundError):
                os.unlink(path)


def lacks_room(error):
    """Whether this is what a disk says that takes no more: Python's or, by Django, PostgreSQL's."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return getattr(getattr(error, "__cause__", None), "pgcode", None) == DISK_FULL

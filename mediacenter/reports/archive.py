"""The files of many reports as one ZIP archive, written while it is read."""

import zipfile
from itertools import chain, count

from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.actions.report_files import is_whole
from unions.models import Organization

CHUNK = 64 * 1024  # bytes
LEFT_OUT = "not-in-this-archive.txt"


class ByteStream:
    """What a ZipFile writes into and a reader drains; nobody can go back in it."""

    def __init__(self):
        self.parts = []

    def write(self, part):
        self.parts.append(bytes(part))
        return len(part)

    def flush(self):
        pass

    def drained(self):
        parts, self.parts = self.parts, []
        return b"".join(parts)


def archive_of(files, folders):
    """Yield the bytes of an archive of ReportFiles, each in the folder of its organization.

    `folders`: {path of an organization: folder}, for it and all below it. A file whose bytes are
    gone is named in a list at the end.
    """
    stream, gone, taken = ByteStream(), [], set()
    with zipfile.ZipFile(stream, "w") as archive:
        for file in files:
            name = free_name(
                folder_of(file.snapshot.organization.path, folders) + file.download_name, taken
            )
            pdf = opened(file)
            if pdf is None:
                gone.append(name)
                continue
            built = timezone.localtime(file.built_at).timetuple()[:6]
            entry = zipfile.ZipInfo(name, built)
            entry.file_size = file.size
            with pdf, archive.open(entry, "w") as inside:
                while part := pdf.read(CHUNK):
                    inside.write(part)
                    yield stream.drained()
        if gone:
            words = _("These files are damaged and left out of the archive. Build them again:")
            archive.writestr(LEFT_OUT, "\r\n".join([words, *gone, ""]))
    yield stream.drained()


def opened(file):
    """The bytes of a ReportFile to read, None where they are gone or short."""
    try:
        return file.file.storage.open(file.file.name) if is_whole(file) else None
    except FileNotFoundError:  # in this moment
        return None


def free_name(name, taken):
    """The name, numbered where the archive has it already, be it in other cases; it is taken then.

    Addresses that differ in capitals or hyphens alone make files of one name.
    """
    stem, dot, ending = name.rpartition(".")
    names = chain([name], (f"{stem}-{number}{dot}{ending}" for number in count(2)))
    free = next(one for one in names if one.lower() not in taken)
    taken.add(free.lower())
    return free


def folder_of(path, folders):
    """The folder of the nearest that stands above, "" for the organization at the top."""
    while path and path not in folders:
        path = path[: -Organization.steplen]
    return folders.get(path, "")

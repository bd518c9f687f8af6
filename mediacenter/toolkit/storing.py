"""Where files lie, under which names, and what becomes of those that no record names."""

import datetime as dt
import hashlib
import logging
import secrets
from contextlib import contextmanager
from itertools import islice
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

AT_ONCE = 500  # files looked up in one query
PIECE = 1 << 20  # bytes read at once
OLD = dt.timedelta(days=1)  # no request and no job takes that long
FEW = 500  # leftovers; more of them than kept files in a folder look like the wrong database


class NotStored(ValidationError):
    """A storage takes no file now; the message is for whoever sent it."""


def private_storage():
    return storages["private"]


@deconstructible
class RandomName:
    """For a field's `upload_to`: a path that tells nothing and collides with nothing.

    Files are spread over 256 folders below `folder`. Some storages overwrite what has the same
    name; here no two have.
    """

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, record, filename):
        name = secrets.token_hex(16)
        return f"{self.folder}/{name[:2]}/{name[2:]}{PurePath(filename).suffix}"


class HandedOutFile(FieldFile):
    """A stored file that no storage shows to the public."""

    @property
    def url(self):
        """The address of the view that hands it out to whoever may have it."""
        return self.instance.file_address


class HandedOutField(models.FileField):
    """For a model with a `file_address`; to the database it is any FileField."""

    attr_class = HandedOutFile

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


def public_address(file):
    """Where the portal itself hands out a public file, whichever storage it lies in.

    Texts hold such addresses: they outlive a move to another storage, and the content policy
    lets pages load nothing from elsewhere.
    """
    return f"{settings.MEDIA_URL}{file.name}"


def write(file, name, content):
    """Store `content`, bytes, as the file of a record that is not saved yet.

    Raises NotStored where the storage fails.
    """
    with told_in_words(file):
        file.save(name, ContentFile(content), save=False)


def overwrite(file, content, name=""):
    """Do so where an earlier attempt may have left bytes; nobody sweeps them meanwhile.

    The field's `upload_to` makes the path of the record and, where it asks for it, the name.
    """
    path = file.field.generate_filename(file.instance, name)
    hold(path)
    with told_in_words(file):
        file.storage.delete(path)
        file.save(name, ContentFile(content), save=False)


@contextmanager
def told_in_words(file):
    try:
        yield
    except Exception as error:  # a full disk, a bucket that is away: each storage in its own way
        logger.exception("A file of %s was not stored", file.field)
        raise NotStored(
            _("The file could not be stored just now. Please try again in a few minutes."),
            code="not_stored",
        ) from error


def hold(name):
    """Hold a name to the end of this transaction: whoever else asks for it waits until then.

    The name is a path, whose file nobody sweeps meanwhile, or stands for work that is done by one
    at a time: "register".
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def size_of(storage, path):
    """Bytes of a stored file, None where it is gone."""
    try:
        return storage.size(path) if storage.exists(path) else None
    except FileNotFoundError:  # in this moment
        return None


def digest_of(file):
    """SHA-256 of an open binary file."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def sweep(*, storage, folder, named):
    """Delete the files below a folder that no record names and that are older than a day.

    `named(paths)` returns those of the paths that a record names. Returns the deleted paths. Safe
    to repeat, to kill, and to run twice at once or beside an upload.
    """
    kept, leftovers = 0, []
    for named_here, left_here in held_against(storage, folder, named):
        kept += named_here
        leftovers += left_here
    if len(leftovers) > max(FEW, kept):
        logger.error(
            "%s of %s files in %s are named by no record: nothing is deleted. Is this"
            " their database?",
            len(leftovers),
            len(leftovers) + kept,
            folder,
        )
        return []
    return [path for path in leftovers if delete_leftover(storage, path, named)]


def held_against(storage, folder, named):
    """Yield, AT_ONCE files at a time: the number that `named` knows, the paths of leftovers."""
    files = files_below(storage, folder)
    while paths := list(islice(files, AT_ONCE)):
        there = named(paths)
        left = [path for path in paths if path not in there and is_old(storage, path)]
        yield len(there), left


def files_below(storage, folder):
    """Yield the path of each file in a folder of a storage and in all folders below it."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing has been stored here yet
        return
    yield from (f"{folder}/{name}".lstrip("/") for name in files)
    for inner in folders:
        yield from files_below(storage, f"{folder}/{inner}".lstrip("/"))


def is_old(storage, path):
    try:
        return storage.get_modified_time(path) < timezone.now() - OLD
    except FileNotFoundError:
        return False


@transaction.atomic
def delete_leftover(storage, path, named):
    """Look again while nobody else may write there: what was a leftover may have been made anew."""
    hold(path)
    if named([path]) or not storage.exists(path) or not is_old(storage, path):
        return False
    storage.delete(path)
    logger.info("Deleted %s, which no record names", path)
    return True

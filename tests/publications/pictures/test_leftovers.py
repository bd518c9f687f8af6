"""Files of an upload that was really killed are found and deleted, and no others."""

import os
import shutil
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.db import connection, transaction
from django.utils import timezone

from mediacenter.portal.files import sweep_leftovers
from mediacenter.toolkit import children, embedded, storing
from publications.pictures.actions import upload_picture
from publications.pictures.models import Picture, Rendition
from publications.printed.models import PrintedMatter
from tests.celery_worker import until
from tests.publications.factories import PictureFactory, PrintedMatterFactory, picture_file
from tests.publications.pdf_file import pdf_file
from tests.unions.factories import OrganizationFactory

ELSEWHERE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "mediacenter.settings"
import django
django.setup()
from publications.pictures.actions import make_renditions, upload_picture
from publications.pictures.models import Picture
from tests.publications.factories import picture_file
from unions.models import Organization
"""
SEND = "upload_picture(file=picture_file(), organization=Organization.objects.get())"
MAKE = "make_renditions(picture_id=Picture.objects.get().pk)"


PRIVATE = Path(Picture._meta.get_field("original").storage.location)


@pytest.fixture(autouse=True)
def nobody_elses_files():
    """Private files of the test run all lie in one place, those of earlier tests too."""
    shutil.rmtree(PRIVATE, ignore_errors=True)


def stored_files():
    """The paths on disk of all files, public and private."""
    folders = [Path(settings.MEDIA_ROOT), PRIVATE]
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def age(paths, hours=25):
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    for path in paths:
        os.utime(path, (moment, moment))


@pytest.fixture
def organization(transactional_db):
    return OrganizationFactory()


@contextmanager
def halted(code):
    """A process that has stored files and may not write down their rows while this lasts."""
    before = stored_files()
    environment = {
        **os.environ,
        "DATABASE_URL": embedded.database_url(
            os.environ["VAR_DIR"], name=connection.settings_dict["NAME"]
        ),
        "MEDIA_ROOT": settings.MEDIA_ROOT,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE publications_rendition IN SHARE MODE")
        process = children.spawn([sys.executable, "-c", ELSEWHERE + code], env=environment)
        until(lambda: somebody_waits_for("relation"), limit=60)
        yield process, stored_files() - before


def somebody_waits_for(kind):
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted AND locktype = %s", [kind])
        return cursor.fetchone() is not None


def test_what_a_killed_upload_leaves_is_deleted_after_a_day(organization):
    kept = upload_picture(file=picture_file(), organization=organization)
    before = stored_files()
    with halted(SEND) as (process, left):
        children.kill_group(process)
        process.wait()
    assert len(left) == 2  # the original and a rendition
    assert Picture.objects.get() == kept

    assert sweep_leftovers() == []
    age(stored_files())
    assert len(sweep_leftovers()) == 2
    assert stored_files() == before
    assert sweep_leftovers() == []


def test_an_old_file_that_is_just_being_made_anew_stays(organization):
    """A rendition has the same name in every attempt to make it."""
    PictureFactory(organization=organization)
    swept = []

    def sweep():
        swept.extend(sweep_leftovers())
        connection.close()

    sweeper = threading.Thread(target=sweep)
    with halted(MAKE) as (process, made):
        age(made)
        sweeper.start()
        until(lambda: somebody_waits_for("advisory"), limit=20)
    assert process.wait() == 0
    sweeper.join()

    assert swept == []
    assert all(default_storage.exists(one.file.name) for one in Rendition.objects.all())


def test_a_file_whose_record_has_another_now_is_deleted(karaganda):
    printed = PrintedMatterFactory(organization=karaganda, file=pdf_file())
    former = printed.file.name
    printed.file = pdf_file()
    printed.save()
    age(stored_files())

    assert sweep_leftovers() == [former]
    assert default_storage.exists(PrintedMatter.objects.get().file.name)


def test_a_storage_that_is_no_disk_is_swept_as_well(db, monkeypatch):
    storage = InMemoryStorage()
    kept, left = (storage.save(f"a/{name}/file.webp", ContentFile(b"")) for name in ("b", "c"))
    monkeypatch.setattr(storing, "OLD", timedelta(0))

    swept = storing.sweep(storage=storage, folder="a", named=lambda paths: {kept} & set(paths))
    assert swept == [left]
    assert (storage.exists(kept), storage.exists(left)) == (True, False)


def test_beside_a_database_that_knows_hardly_any_file_nothing_is_deleted(db, monkeypatch, caplog):
    """Whoever starts the portal on the files of another one must not lose those."""
    for _number in range(3):
        default_storage.save("library/ab/file.pdf", ContentFile(b""))
    age(stored_files())
    monkeypatch.setattr(storing, "FEW", 2)

    assert sweep_leftovers() == []
    assert len(stored_files()) == 3
    assert "Is this their database?" in caplog.text

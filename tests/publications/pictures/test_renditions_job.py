"""Sizes of pictures by a real worker, also one that is killed."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from publications.pictures.actions import make_missing_renditions, upload_picture
from publications.pictures.models import Picture, Rendition
from tests.celery_worker import until
from tests.publications.factories import picture_file
from tests.unions.factories import OrganizationFactory

EVERY_SIZE = (3 + 2) * 3  # widths of the whole and of the card, each in AVIF, WebP and JPEG


@pytest.fixture(autouse=True)
def private_files():
    """The worker is another process: both use the folders of the test run."""


def is_complete(picture):
    return not Picture.objects.lacking_renditions().filter(pk=picture.pk).exists()


def upload(organization):
    """A picture just large enough to be made in every size."""
    return upload_picture(file=picture_file(1601, 541), organization=organization)


@pytest.fixture
def organization(transactional_db):
    return OrganizationFactory()


def test_the_worker_makes_the_other_sizes(worker, organization):
    picture = upload(organization)

    until(lambda: is_complete(picture), limit=20)
    assert picture.renditions.count() == EVERY_SIZE


def test_a_killed_worker_leaves_no_picture_without_its_sizes(worker, organization):
    pictures = [upload(organization) for _ in range(3)]
    at_once = number_of_files()
    until(lambda: number_of_files() > at_once, limit=20)  # it is at work
    worker.kill()
    assert not all(map(is_complete, pictures))

    worker.start()
    make_missing_renditions()  # as the beat does every minute
    until(lambda: all(map(is_complete, pictures)), limit=40)
    assert [picture.renditions.count() for picture in pictures] == [EVERY_SIZE] * 3
    assert all(default_storage.exists(made.file.name) for made in Rendition.objects.all())


def number_of_files():
    folder = Path(settings.MEDIA_ROOT)
    return sum(1 for path in folder.rglob("*") if path.is_file())


def test_a_picture_is_taken_while_the_queue_is_away(worker, organization):
    environment = {**worker.environment, "REDIS_URL": "unix:///nobody/listens/here.sock"}
    subprocess.run([sys.executable, "-c", UPLOAD_ELSEWHERE], env=environment, check=True)
    picture = Picture.objects.get()
    assert not is_complete(picture)

    assert make_missing_renditions() == 1
    until(lambda: is_complete(picture), limit=20)


UPLOAD_ELSEWHERE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "mediacenter.settings"
import django
django.setup()
from publications.pictures.actions import upload_picture
from tests.publications.factories import picture_file
from unions.models import Organization
upload_picture(file=picture_file(), organization=Organization.objects.get())
"""

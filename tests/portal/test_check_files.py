"""`check_files` tells what is not named, not stored, or not what was stored."""

import shutil
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from mediacenter.portal.files.file_columns import file_columns
from mediacenter.reports.actions import report_files
from mediacenter.reports.models import ReportFile, ReportJob
from mediacenter.services.jobs.actions import doing
from mediacenter.toolkit import storing
from mediacenter.toolkit.storing import private_storage
from publications.pictures.actions import make_renditions, upload_picture
from publications.pictures.models import Picture, Rendition
from tests.publications.factories import CoverageFactory, PrintedMatterFactory, picture_file
from tests.publications.pdf_file import pdf_file
from unions.actions import delete_record
from unions.models import BinEntry

YEAR = 2024


@pytest.fixture(autouse=True)
def files_of_this_test_alone(db):
    for folder in (private_storage().location, settings.MEDIA_ROOT):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def ours(tree):
    return tree["ours"]


@pytest.fixture
def picture(ours):
    return upload_picture(file=picture_file(600, 400), organization=ours)


@pytest.fixture
def report(ours):
    return report_files.produce(organization=ours, year=YEAR, language="ru")


def check(**options):
    """The lines of the command, and whether it was content."""
    out = StringIO()
    try:
        call_command("check_files", stdout=out, **options)
    except CommandError as troubles:
        return [*out.getvalue().splitlines(), str(troubles)], False
    return out.getvalue().splitlines(), True


def rewrite(file, content):
    Path(file.path).write_bytes(content)


def test_every_file_field_tells_its_folder(db):
    """The sweeper and the check walk these folders; no other is walked."""
    assert {str(column): column.folder for column in file_columns()} == {
        "publications.Card.file": "pictures",
        "publications.Rendition.file": "pictures",
        "publications.Coverage.scan": "coverage",
        "publications.LibraryDocument.file": "library",
        "publications.NewspaperIssue.file": "newspapers",
        "publications.Picture.original": "originals",
        "publications.PrintedMatter.file": "printed",
        "reports.Figure.attachment": "figures",
        "reports.ReportFile.file": "reports",
        "reports.ReportOutput.file": "report-outputs",
        "training.Certificate.file": "certificates",
    }


def test_what_is_as_it_should_be_is_said_in_a_line(picture, report):
    assert check() == (["All files are as their rows say."], True)


def test_each_trouble_is_told_by_its_file_and_its_row(ours, picture, report):
    printed = PrintedMatterFactory(organization=ours, file=pdf_file())
    short, other = (
        report_files.produce(organization=ours, year=year, language="ru") for year in (2022, 2023)
    )
    picture.original.storage.delete(picture.original.name)
    rewrite(printed.file, b"")
    rewrite(short.file, b"%PDF half")
    rewrite(other.file, b"x" * other.size)

    lines, content = check()
    assert not content
    assert set(lines) == {
        f"{picture.original.name} is gone (row {picture.pk} of publications.Picture.original)",
        f"{printed.file.name} is empty (row {printed.pk} of publications.PrintedMatter.file)",
        f"{short.file.name} has another size than its row says"
        f" (row {short.pk} of reports.ReportFile.file)",
        f"{other.file.name} has another SHA-256 than its row says"
        f" (row {other.pk} of reports.ReportFile.file)",
        "4 files are not as they should be.",
    }


def test_half_written_files_of_every_kind_are_told_and_swept(picture, report, monkeypatch):
    """As a process leaves them that was killed between the file and its row."""
    left = {
        storage.save(f"{column.folder}/ab/half", ContentFile(b"%PDF ha"))
        for column in file_columns()
        for storage in [column.storage]
    }
    assert check()[1], "a file of this day may be in the making"
    monkeypatch.setattr(storing, "OLD", timedelta(0))
    lines, _content = check()
    assert set(lines[:-1]) == {f"{path} is named by no row for a day" for path in left}
    assert all(": is mended" in line for line in check(mend=True)[0][:-1])
    assert check() == (["All files are as their rows say."], True)


def test_a_strange_database_is_told_once_and_loses_no_file(db, monkeypatch, caplog):
    monkeypatch.setattr(storing, "OLD", timedelta(0))
    monkeypatch.setattr(storing, "FEW", 0)
    for name in ("first", "second", "third"):
        default_storage.save(f"pictures/{name}", ContentFile(b"a picture of another portal"))
    lines, content = check(mend=True)
    assert not content
    assert len(lines) == 4
    assert caplog.text.count("Is this their database?") == 1


def test_what_lies_in_the_bin_names_its_files(ours, monkeypatch):
    monkeypatch.setattr(storing, "OLD", timedelta(0))
    coverage = CoverageFactory(organization=ours, scan=pdf_file())
    path = coverage.scan.name
    delete_record(record=coverage)
    assert check() == (["All files are as their rows say."], True)
    coverage.scan.storage.delete(path)
    entry = BinEntry.objects.get()
    assert check()[0][0] == f"{path} of entry {entry.pk} in the bin is gone"


def test_what_is_made_from_something_else_is_made_again(picture, report):
    make_renditions(picture_id=picture.pk)
    whole = report.file.read()
    lost = Rendition.objects.filter(picture=picture).first()
    default_storage.delete(lost.file.name)
    rewrite(report.file, b"x" * report.size)

    lines, content = check(mend=True)
    assert content, lines
    assert sum(": is mended" in line for line in lines) == 2
    assert report.file.storage.size(report.file.name) == report.size, "until the new print is there"
    make_renditions(picture_id=picture.pk)
    doing.do_job(job_id=ReportJob.objects.get().pk)
    assert check() == (["All files are as their rows say."], True)
    assert ReportFile.objects.get().file.read() == whole


def test_what_people_have_sent_cannot_be_made_again(picture):
    for path in [picture.original, *(one.file for one in picture.renditions.all())]:
        path.storage.delete(path.name)
    lines, content = check(mend=True)
    assert not content
    assert len(lines) == 3
    assert Picture.objects.exists()

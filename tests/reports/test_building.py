"""A report is asked for, built once, stored once; what is lost on the way is taken up again."""

import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psycopg2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone

from mediacenter.reports.actions import building, report_files, requesting
from mediacenter.reports.models import ReportFile, ReportJob, Snapshot
from mediacenter.reports.phrases import FAILURES
from mediacenter.services.jobs.actions import doing
from mediacenter.services.jobs.actions import requesting as jobs
from mediacenter.services.jobs.kinds import KINDS
from mediacenter.services.jobs.models import Job, JobStatus
from mediacenter.services.printing import pdf
from tests.full_disk import full_disk
from tests.locking import impatience, locked_by_another
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

YEAR = 2024


@pytest.fixture
def private_files():
    folder = Path(storages["private"].location)
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@pytest.fixture
def organization(db):
    return OrganizationFactory(slug="oblys", kind="regional")


@pytest.fixture
def chair(organization):
    return UserFactory(role=Role.CHAIR, organization=organization)


def ask(organization, by, language="ru"):
    return requesting.request_report(organization=organization, year=YEAR, language=language, by=by)


def make_silent(job, **change):
    silent_since = timezone.now() - timedelta(hours=1)
    ReportJob.objects.filter(pk=job.pk).update(
        status=JobStatus.RUNNING, seen_alive_at=silent_since, **change
    )


def test_the_log_knows_where_a_report_lost_a_character(db, caplog):
    smiling = OrganizationFactory(kind="regional", name_ru="Область \U0001f642")
    file = report_files.produce(organization=smiling, year=YEAR, language="ru")
    [line] = [one for one in caplog.messages if "no font holds" in one]
    assert f"in report {file.key[:12]}" in line
    assert "'organization'" in line


def test_an_organization_without_any_record_gets_its_report(organization, chair):
    job = ask(organization, chair)
    doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.percent, job.attempt) == (JobStatus.DONE, 100, 1)
    assert job.file.file.read().startswith(b"%PDF")


def test_the_same_facts_give_the_same_file(organization, chair):
    for _time in range(2):
        job = ask(organization, chair)
        doing.do_job(job_id=job.pk)
    assert ReportJob.objects.filter(status=JobStatus.DONE).count() == 2
    assert ReportFile.objects.count() == 1


def test_each_language_has_a_file_of_its_own(organization, chair):
    for language in ("kk", "ru"):
        doing.do_job(job_id=ask(organization, chair, language).pk)
    assert set(ReportFile.objects.values_list("language", flat=True)) == {"kk", "ru"}


def test_a_second_wish_while_one_is_under_way_is_the_same_job(organization, chair):
    assert ask(organization, chair) == ask(organization, chair)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_waited_too_long_for_the_database_is_taken_up_again(organization, chair):
    job = ask(organization, chair)
    with locked_by_another(Snapshot), impatience(), pytest.raises(OperationalError):
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.RUNNING, "")
    make_silent(job)
    doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempt) == (JobStatus.DONE, 2)


def test_a_job_whose_database_died_within_a_statement_has_not_failed(
    organization, chair, monkeypatch
):
    def produce(**_wish):
        raise DatabaseError from psycopg2.DatabaseError("server closed the connection unexpectedly")

    job = ask(organization, chair)
    monkeypatch.setattr(building, "produce", produce)
    with pytest.raises(DatabaseError):
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.RUNNING, "")


@pytest.mark.django_db(transaction=True)
def test_wishes_of_one_moment_are_one_job(organization, chair):
    def wish(_n):
        try:
            return ask(organization, chair).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        jobs = set(threads.map(wish, range(16)))
    assert len(jobs) == 1


def test_a_wish_whose_rival_ends_in_that_moment_is_a_job_of_its_own(organization, chair):
    key = f"{organization.pk}/{YEAR}/ru"
    wish = {"organization": organization, "year": YEAR, "language": "ru"}
    rivals = [ReportJob(kind=requesting.REPORT, key=key, **wish)]

    def outrun(execute, sql, *asked):
        if sql.startswith(f'INSERT INTO "{Job._meta.db_table}"') and rivals:
            rivals.pop().save()  # stands in the way, and is gone with the savepoint
        return execute(sql, *asked)

    with connection.execute_wrapper(outrun):
        job = ask(organization, chair)
    assert ReportJob.objects.unfinished().get() == job
    assert not rivals


@pytest.mark.django_db(transaction=True)
def test_workers_of_one_moment_build_once(organization, chair):
    job = ask(organization, chair)

    def work(_n):
        try:
            return doing.claim(job.pk) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(work, range(16))) == 1


def test_a_job_whose_worker_fell_silent_is_built_by_the_next(organization, chair):
    job = ask(organization, chair)
    doing.claim(job.pk)
    assert doing.do_job(job_id=job.pk) is None, "its worker still lives"
    make_silent(job)
    doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempt) == (JobStatus.DONE, 2)
    assert ReportFile.objects.count() == 1


def test_a_worker_that_was_given_up_changes_nothing_when_it_wakes(organization, chair):
    job = ask(organization, chair)
    sleeper = doing.claim(job.pk)
    make_silent(job)
    doing.claim(job.pk)
    with pytest.raises(doing.LeaseLost):
        doing.tell_progress(sleeper, "store", 95)
    doing.finish(sleeper, status=JobStatus.FAILED, failure="unexpected")
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.RUNNING, "")


def test_a_job_that_lost_ten_workers_is_given_up_and_not_before(organization, chair):
    """Of two hundred that are killed in a batch of five hundred, some report loses half a dozen."""
    job = ask(organization, chair)
    assert KINDS[requesting.REPORT].attempts == 10
    make_silent(job, attempt=9)
    jobs.requeue_lost_jobs()
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.RUNNING, "")
    make_silent(job, attempt=10)
    jobs.requeue_lost_jobs()
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.FAILED, "gave_up")


def test_bytes_of_a_lost_attempt_are_replaced(organization, chair, private_files):
    job = ask(organization, chair)
    doing.do_job(job_id=job.pk)
    file = ReportFile.objects.get()
    whole = file.file.read()
    file.file.close()
    file.delete()
    storages["private"].save(file.file.name, ContentFile(b"%PDF half"))
    doing.do_job(job_id=ask(organization, chair).pk)
    assert ReportFile.objects.get().file.read() == whole
    assert len(list((private_files / "reports").iterdir())) == 1


def test_a_failure_of_the_press_is_told_to_the_reader_and_to_the_log(
    organization, chair, client, caplog, tmp_path, monkeypatch
):
    (tmp_path / "document.typ").write_text("#nothing-of-that-name()")
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)
    monkeypatch.setattr(
        pdf.print_pdf, "__kwdefaults__", {**pdf.print_pdf.__kwdefaults__, "templates": tmp_path}
    )
    job = ask(organization, chair)
    with caplog.at_level(logging.ERROR):
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.FAILED, "template")
    assert "nothing-of-that-name" in caplog.text
    client.force_login(chair)
    page = client.get(f"/ru/reports/jobs/{job.pk}/").content.decode()
    assert "nothing-of-that-name" not in page
    assert 'role="alert"' in page


def test_a_full_disk_is_told_to_the_reader_and_with_room_the_report_is_built(
    organization, chair, private_files
):
    job = ask(organization, chair)
    with full_disk():
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.FAILED, "not_stored")
    assert job.in_words() == FAILURES["not_stored"]
    assert not ReportFile.objects.exists()
    assert not [one for one in private_files.rglob("*") if one.is_file()]
    again = ask(organization, chair)
    doing.do_job(job_id=again.pk)
    again.refresh_from_db()
    assert again.status == JobStatus.DONE


def test_the_command_writes_the_file(organization, tmp_path):
    out = tmp_path / "report.pdf"
    call_command("build_report", "oblys", YEAR, language="ru", output=out)
    assert out.read_bytes() == ReportFile.objects.get().file.read()


def test_the_command_leaves_no_half_of_a_file_on_a_full_disk(organization, tmp_path):
    out = tmp_path / "report.pdf"
    out.write_bytes(b"of last week")
    report_files.produce(organization=organization, year=YEAR, language="ru")
    with full_disk(room=1_000), pytest.raises(CommandError, match="not written: File too large"):
        call_command("build_report", "oblys", YEAR, language="ru", output=out)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"of last week"]


def test_the_command_names_an_address_that_does_not_exist(db, tmp_path):
    with pytest.raises(CommandError, match="nobody"):
        call_command("build_report", "nobody", YEAR, output=tmp_path / "x.pdf")

"""A report whose file is gone, short, or was never finished is printed anew, and says so."""

import os
import resource
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from mediacenter.portal.programs import PROJECT
from mediacenter.reports.actions import report_files, requesting
from mediacenter.reports.actions.publishing import publish_report
from mediacenter.reports.models import ReportFile, ReportJob
from mediacenter.services.jobs.actions import doing
from mediacenter.services.jobs.actions import requesting as jobs
from mediacenter.services.jobs.kinds import KINDS
from mediacenter.services.jobs.models import JobStatus
from mediacenter.services.printing import typesetting
from tests.reports.factories import FigureFactory

pytestmark = pytest.mark.django_db
YEAR = 2024


@pytest.fixture
def built(ours):
    return report_files.produce(organization=ours, year=YEAR, language="ru")


def bytes_of(file):
    with file.file.open() as opened:
        return opened.read()


def lose(file):
    file.file.storage.delete(file.file.name)


def cut(file):
    lose(file)
    file.file.storage.save(file.file.name, ContentFile(b"%PDF half"))


def build_what_was_asked_for():
    job = ReportJob.objects.unfinished().get()
    doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("damage", [lose, cut])
def test_whoever_downloads_a_lost_file_is_told_and_gets_the_same_bytes_later(
    client, ours, chair, built, damage
):
    whole, public = bytes_of(built), f"/ru/reports/ours/{YEAR}/published/ru.pdf"
    publish_report(file=built, by=chair)
    FigureFactory(organization=ours, year=YEAR, number=7)  # since then: not in what is printed anew
    damage(built)

    answer = client.get(public)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Отчёт готовится заново" in answer.content.decode()
    client.force_login(chair)
    job = ReportJob.objects.unfinished().get()
    page = client.get(f"/ru/reports/files/{built.pk}/").content.decode()
    assert f"/ru/reports/jobs/{job.pk}/" in page
    assert ReportJob.objects.count() == 1

    assert build_what_was_asked_for().status == JobStatus.DONE
    assert b"".join(client.get(public).streaming_content) == whole
    assert ReportFile.objects.get().file_sha == built.file_sha


def test_building_again_mends_a_lost_file_too(ours, built):
    whole = bytes_of(built)
    lose(built)
    assert report_files.produce(organization=ours, year=YEAR, language="ru") == built
    assert bytes_of(built) == whole


def test_what_cannot_be_printed_anew_rests_and_says_so(client, ours, chair, built):
    built.snapshot.facts = {}  # nothing to print from
    built.snapshot.save()
    lose(built)
    client.force_login(chair)
    address = f"/ru/reports/files/{built.pk}/"
    client.get(address)
    with pytest.raises(KeyError):
        build_what_was_asked_for()
    page = client.get(address).content.decode()
    assert "Отчёт сейчас нельзя скачать" in page
    job = ReportJob.objects.get()
    assert "Скачать PDF" not in client.get(f"/ru/reports/jobs/{job.pk}/").content.decode()

    ReportJob.objects.update(finished_at=timezone.now() - timedelta(hours=1))
    assert "Отчёт готовится заново" in client.get(address).content.decode()


def test_who_prints_the_same_meanwhile_gets_what_the_first_has_stored(built):
    same = {"snapshot": built.snapshot, "language": "ru", "key": built.key}
    assert report_files.store(**same, pdf=bytes_of(built)) == built
    assert report_files.is_whole(ReportFile.objects.get())


def kill_the_typesetter(monkeypatch):
    """Let each print be killed from outside, as the kernel does it that is short of memory."""
    wait = typesetting.answer_of

    def wait_for_what_is_killed(child, *args, **options):
        os.kill(child.pid, signal.SIGKILL)
        return wait(child, *args, **options)

    monkeypatch.setattr(typesetting, "answer_of", wait_for_what_is_killed)


def test_a_typesetter_that_was_killed_is_tried_again_and_given_up_after_three(
    ours, chair, monkeypatch
):
    job = requesting.request_report(organization=ours, year=YEAR, language="ru", by=chair)
    with monkeypatch.context() as killing:
        kill_the_typesetter(killing)
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempt, job.failure) == (JobStatus.QUEUED, 1, "")
    doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempt) == (JobStatus.DONE, 2)

    kill_the_typesetter(monkeypatch)
    lose(job.file)
    job = requesting.request_report(organization=ours, year=YEAR, language="ru", by=chair)
    for _attempt in range(KINDS[requesting.REPORT].attempts):
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.FAILED, "gave_up")


def test_a_job_let_go_is_handed_over_by_the_sweeper(ours, chair, monkeypatch):
    job = requesting.request_report(organization=ours, year=YEAR, language="ru", by=chair)
    kill_the_typesetter(monkeypatch)
    doing.do_job(job_id=job.pk)
    ReportJob.objects.update(requested_at=timezone.now() - timedelta(hours=1))
    handed = []
    monkeypatch.setattr(jobs, "hand_over", lambda keys: handed.extend(keys) or len(keys))
    assert jobs.requeue_lost_jobs() == 1
    assert handed == [job.pk]


def test_the_processors_limit_ends_a_typesetter_by_another_signal_than_the_kernels():
    """At the hard limit the kernel sends SIGKILL, and what is killed is tried again."""
    code = (
        "import resource; from mediacenter.services.printing.typesetter import allow;"
        "allow(seconds=9); print(*resource.getrlimit(resource.RLIMIT_CPU))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout
    soft, hard = map(int, told.split())
    assert soft < hard or hard == resource.RLIM_INFINITY

"""From a wish to a file: ask, claim, build, store, and take up again what was lost."""

import hashlib
import logging
from datetime import timedelta
from functools import partial

from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import override
from kombu import exceptions as queue

from mediacenter.reports.composing import compose
from mediacenter.reports.edition import edition
from mediacenter.reports.models import JobStatus, ReportFile, ReportJob
from mediacenter.reports.printing.press import PrintFailed, print_pdf
from mediacenter.toolkit.storing import hold, private_storage, size_of
from mediacenter.toolkit.working import went_on
from unions.models.journal import log

from .freezing import facts_of, freeze, sha

logger = logging.getLogger(__name__)

ATTEMPTS = 3
REST = timedelta(minutes=10)  # after a failed renewal, whoever asks


class LeaseLost(Exception):
    """Another worker has taken the job over, because this one was silent for too long."""


@transaction.atomic
def request_report(*, organization, year, language, by, file=None):
    """Ask for a report; while one is under way for the same, that one is the answer.

    With `file`, a ReportFile, that one is printed anew from what it froze. Returns the ReportJob.
    The queue gets its id after the commit; when the queue is away, `requeue_lost_jobs` hands it
    over later.
    """
    wish = {"organization": organization, "year": year, "language": language}
    job = ReportJob.objects.unfinished().filter(**wish).first()
    if job:
        return job
    try:
        with transaction.atomic():
            job = ReportJob.objects.create(requested_by=by, file=file, **wish)
    except IntegrityError:  # somebody asked in the same moment
        return ReportJob.objects.unfinished().get(**wish)
    log(by, "asked for report", job, year=year, language=language)
    transaction.on_commit(partial(hand_over, job.pk))
    return job


def request_renewal(*, file, by=None):
    """Ask that a ReportFile whose bytes are gone or short is printed anew; return the ReportJob.

    Anybody may, for it happens where somebody downloads it; so after a failure it rests a while.
    """
    failed = ReportJob.objects.filter(
        file=file, status=JobStatus.FAILED, finished_at__gt=timezone.now() - REST
    ).first()
    if failed:
        return failed
    snapshot = file.snapshot
    logger.error("The bytes of report %s are gone or short: it is printed anew", file.file.name)
    return request_report(
        organization=snapshot.organization,
        year=snapshot.year,
        language=file.language,
        by=by,
        file=file,
    )


def hand_over(job_id):
    """Put the job's id into the queue. True when the queue took it."""
    try:
        current_app.send_task("mediacenter.reports.tasks.build_report", args=[str(job_id)])
    except (queue.OperationalError, OSError) as error:
        logger.warning("The queue did not take report job %s: %s", job_id, error)
        return False
    ReportJob.objects.filter(pk=job_id).update(published_at=timezone.now())
    return True


def requeue_lost_jobs():
    """Hand over again what waits unheard or whose worker fell silent. Returns their number."""
    silent_since = timezone.now() - timedelta(seconds=settings.REPORT_JOB_SILENCE)
    silent = ReportJob.objects.filter(status=JobStatus.RUNNING, seen_alive_at__lt=silent_since)
    silent.filter(attempt__gte=ATTEMPTS).update(
        status=JobStatus.FAILED, failure="gave_up", finished_at=timezone.now()
    )
    lost = ReportJob.objects.filter(
        Q(pk__in=silent)
        | Q(status=JobStatus.QUEUED)
        & (Q(published_at__lt=silent_since) | Q(published_at=None, requested_at__lt=silent_since))
    )
    return sum(hand_over(job_id) for job_id in lost.values_list("pk", flat=True))


def claim(job_id):
    """Take the job for this worker, or return None when it is done or in living hands."""
    now = timezone.now()
    silent_since = now - timedelta(seconds=settings.REPORT_JOB_SILENCE)
    taken = ReportJob.objects.filter(
        Q(status=JobStatus.QUEUED) | Q(status=JobStatus.RUNNING, seen_alive_at__lt=silent_since),
        pk=job_id,
    ).update(
        status=JobStatus.RUNNING,
        attempt=F("attempt") + 1,
        seen_alive_at=now,
        stage="collect",
        percent=5,
    )
    return ReportJob.objects.select_related("organization").get(pk=job_id) if taken else None


def build_report(*, job_id):
    """Build the job's file. Whoever kills it or its typesetter loses time, nothing else.

    A failure of the press is told to the reader by the job and to the log with its cause. Where
    the database is away or kept it waiting for too long, the error is raised and the job is taken
    up again like that of a lost worker; any other is raised after the job is marked as failed.
    """
    job = claim(job_id)
    if job is None:
        return None
    tell = partial(tell_progress, job)
    try:
        file = renewed(job.file, tell=tell) if job.file else produce_for(job, tell=tell)
        finish(job, status=JobStatus.DONE, stage="", percent=100, file=file)
    except LeaseLost:
        logger.warning("Report job %s was taken over by another worker", job.pk)
    except PrintFailed as error:
        logger.error("Report job %s was not printed: %s", job.pk, error.cause)
        if error.code == "killed":
            let_go(job)
        else:
            finish(job, status=JobStatus.FAILED, failure=error.code)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        finish(job, status=JobStatus.FAILED, failure="unexpected")
        raise
    return job


def produce(*, organization, year, language, tell=lambda stage=None, percent=None: None):
    """Return the ReportFile of these facts in this language, printing it when it is new.

    `tell(stage, percent)` hears of progress; without arguments it is a sign of life.
    """
    tell("collect", 10)
    snapshot = freeze(organization=organization, year=year)
    key = key_of(snapshot, language)
    file = ReportFile.objects.filter(key=key).first()
    if file:
        return renewed(file, tell=tell)
    tell("compose", 45)
    document = document_of(snapshot, language, key)
    return store(
        snapshot=snapshot,
        language=language,
        key=key,
        pdf=print_of(document, snapshot=snapshot, key=key, tell=tell),
    )


def produce_for(job, *, tell):
    return produce(organization=job.organization, year=job.year, language=job.language, tell=tell)


def is_whole(file):
    """Whether there are as many bytes as the ReportFile says."""
    return size_of(file.file.storage, file.file.name) == file.size


def renewed(file, *, tell):
    """Return a ReportFile, printed anew from its own frozen facts where bytes are missing.

    While nothing that composes or prints has changed these are the same bytes.
    """
    if is_whole(file):
        return file
    tell("compose", 45)
    snapshot, language = file.snapshot, file.language
    document = file.published_document or document_of(snapshot, language, file.key)
    pdf = print_of(document, snapshot=snapshot, key=file.key, tell=tell)
    digest = file.file_sha
    with transaction.atomic():
        file.file = write(file.key, pdf)
        file.file_sha, file.size = hashlib.sha256(pdf).hexdigest(), len(pdf)
        file.made_with = {**file.made_with, "edition": edition(language)}
        file.save(update_fields=["file", "file_sha", "size", "made_with"])
    if file.file_sha != digest:
        logger.warning("Report %s, printed anew, has other bytes than before", file.key[:12])
    return file


def document_of(snapshot, language, key):
    with override(language):
        return compose(
            snapshot.facts,
            language,
            identifier=key[:12],
            issued=timezone.localdate(snapshot.taken_at),
        )


def print_of(document, *, snapshot, key, tell):
    """The bytes of the PDF of a document. Raises PrintFailed."""
    tell("print", 60)
    printed = print_pdf(document, moment=snapshot.taken_at.replace(microsecond=0), beat=tell)
    if printed.replaced:
        logger.warning(
            "Characters that no font holds were replaced in report %s: %s",
            key[:12],
            printed.replaced,
        )
    tell("store", 95)
    return printed.content


def outdated(files, facts_shas):
    """The keys of the ReportFiles that a new building would not give: a set.

    Their records have changed since, or what composes and prints them has. `facts_shas` are those
    of the facts as they stand now, by year; all files are of one organization.
    """
    return {
        file.pk
        for file in files
        if file.snapshot.facts_sha != facts_shas[file.snapshot.year]
        or file.made_with.get("edition") != edition(file.language)
    }


def facts_shas(organization, years):
    return {year: sha(facts_of(organization=organization, year=year)) for year in years}


def key_of(snapshot, language):
    """SHA-256 over facts, language and edition: equal keys mean equal bytes."""
    parts = (
        snapshot.organization_id,
        snapshot.year,
        snapshot.facts_sha,
        snapshot.taken_at.isoformat(timespec="seconds"),
        language,
        edition(language),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


@transaction.atomic
def store(*, snapshot, language, key, pdf):
    """Write the bytes under their key, then the row; a lost attempt's bytes are overwritten."""
    file, _created = ReportFile.objects.get_or_create(
        key=key,
        defaults={
            "snapshot": snapshot,
            "language": language,
            "file": write(key, pdf),
            "file_sha": hashlib.sha256(pdf).hexdigest(),
            "size": len(pdf),
            "made_with": {"edition": edition(language)},
        },
    )
    return file


def write(key, pdf):
    """Store the bytes, in the place of what a lost attempt has left; return their name."""
    path, storage = f"reports/{key}.pdf", private_storage()
    hold(path)
    storage.delete(path)
    return storage.save(path, ContentFile(pdf))


def tell_progress(job, stage=None, percent=None):
    """Note how far the job is and that its worker lives. Raises LeaseLost."""
    change = {"seen_alive_at": timezone.now()}
    if stage:
        change |= {"stage": stage, "percent": percent}
    if not held(job).update(**change):
        raise LeaseLost
    went_on.send(tell_progress)


def let_go(job):
    """Leave the job to the next worker: `requeue_lost_jobs` hands it over after a pause."""
    if job.attempt < ATTEMPTS:
        held(job).update(status=JobStatus.QUEUED, published_at=None, stage="", percent=0)
    else:
        finish(job, status=JobStatus.FAILED, failure="gave_up")


def finish(job, **change):
    held(job).update(finished_at=timezone.now(), **change)


def held(job):
    """The job's row as long as this worker's claim stands."""
    return ReportJob.objects.filter(pk=job.pk, status=JobStatus.RUNNING, attempt=job.attempt)

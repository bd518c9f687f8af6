"""Reports that were filed: snapshots, the rows of their files and the jobs that built them."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from mediacenter.reports.actions.requesting import REPORT
from mediacenter.reports.models import ReportFile, ReportJob, Snapshot
from mediacenter.services.jobs.models import Job, JobStatus

from .copying import copy_in
from .frequency import noon
from .words import LANGUAGES, MARK

FACTS = 500  # words: a snapshot is long, whatever it says


def fill_filing(scale, tree, say):
    snapshots = list(snapshots_of(scale, tree))
    say(f"snapshots: {copy_in(Snapshot, snapshots)}")
    files = [file for snapshot in snapshots for file in files_of(snapshot)]
    copy_in(ReportFile, files)
    jobs = list(jobs_of(files))
    copy_in(Job, jobs)
    copy_in(ReportJob, jobs)


def snapshots_of(scale, tree):
    """Of every chair above the districts, for every year."""
    number = 0
    for organization in [*tree.federation, *tree.unions, *tree.regional]:
        for year in scale.all_years:
            number += 1
            yield Snapshot(
                pk=number,
                organization_id=organization,
                year=year,
                facts={"synthetic": [MARK["ru"]] * FACTS},
                facts_sha=digest("facts", organization, year),
                taken_at=noon(date(year, 12, 31)),
            )


def files_of(snapshot):
    for language in LANGUAGES[:2]:
        key = digest("file", snapshot.pk, language)
        yield ReportFile(
            id=UUID(key[:32]),
            snapshot=snapshot,
            language=language,
            key=key,
            file=f"reports/synthetic-{key}.pdf",
            file_sha=key,
            size=500_000,
            built_at=snapshot.taken_at,
        )


def jobs_of(files):
    for file in files:
        snapshot, key = file.snapshot, UUID(digest("job", file.pk)[:32])
        yield ReportJob(
            id=key,
            job_ptr_id=key,
            kind=REPORT,
            key=f"{snapshot.organization_id}/{snapshot.year}/{file.language}",
            organization_id=snapshot.organization_id,
            year=snapshot.year,
            language=file.language,
            status=JobStatus.DONE,
            percent=100,
            attempt=1,
            requested_at=file.built_at,
            finished_at=file.built_at,
            file=file,
        )


def digest(*of):
    return sha256(" ".join(map(str, of)).encode()).hexdigest()

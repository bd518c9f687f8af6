"""Where the work of this room is seen, and by whom."""

from django.urls import reverse

from mediacenter.services.jobs.kinds import asked_for_it
from mediacenter.services.jobs.models import Batch

from .models import ReportJob


def home_of(work):
    """The page that a ReportJob or a Batch of them was asked for on; None where nothing is left."""
    if isinstance(work, Batch):
        highest = highest_of(work)
        return highest and address("reports:all", highest)
    return address("reports:year", work)


def may_see_batch(user, batch):
    """Whether somebody asked for a batch of reports and may read them still: posts end."""
    highest = highest_of(batch)
    return asked_for_it(user, batch) and (
        highest is None or user.has_perm("reports.read_report", highest.organization)
    )


def highest_of(batch):
    """The ReportJob of a batch that stands highest in the tree; None where none is left."""
    jobs = ReportJob.objects.filter(batch=batch).select_related("organization")
    return jobs.order_by("organization__path").first()


def address(name, job):
    return reverse(name, args=[job.organization.slug, job.year])

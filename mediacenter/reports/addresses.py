"""Where the work of this room is seen."""

from django.urls import reverse

from mediacenter.services.jobs.models import Batch

from .models import ReportJob


def home_of(work):
    """The page that a ReportJob or a Batch of them was asked for on; None where nothing is left."""
    if isinstance(work, Batch):
        jobs = ReportJob.objects.filter(batch=work).select_related("organization")
        highest = jobs.order_by("organization__path").first()
        return highest and address("reports:all", highest)
    return address("reports:year", work)


def address(name, job):
    return reverse(name, args=[job.organization.slug, job.year])

"""Where the work of this room is seen, and by whom."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mediacenter.services.jobs.kinds import Part, asked_for_it
from mediacenter.services.jobs.models import Batch, JobStatus
from unions.models import Region

from .models import ReportJob


def home_of(work):
    """The page that a ReportJob or a Batch of them was asked for on; None where nothing is left."""
    if isinstance(work, Batch):
        highest = highest_of(work)
        return highest and address("reports:all", highest)
    return address("reports:year", work)


def outcome_of(work):
    """Where a Batch of ReportJobs has put its files, and the words that lead there, or None."""
    if not isinstance(work, Batch) or not work.jobs.filter(status=JobStatus.DONE).exists():
        return None
    return address("reports:archive", highest_of(work)), _("Download all as one archive")


def regions_of(batch):
    """The Parts of a Batch of ReportJobs: a region each, by name, then what belongs to none."""
    counts = {
        row.pop("organization__region"): row
        for row in ReportJob.objects.filter(batch=batch)
        .order_by()
        .values("organization__region")
        .annotate(
            of=Count("pk"),
            done=Count("pk", filter=Q(status=JobStatus.DONE)),
            failed=Count("pk", filter=Q(status=JobStatus.FAILED)),
        )
    }
    names = [(one.pk, str(one)) for one in Region.objects.filter(pk__in=counts).alphabetical()]
    names.append((None, _("Of no single region")))
    return [Part(name, **counts[key]) for key, name in names if key in counts]


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

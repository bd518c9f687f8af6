"""What tells whether the portal keeps up with its work; /ready/ judges it, /metrics/ tells it."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from mediacenter.services.jobs.models import Job, JobStatus
from mediacenter.services.outbox.models import Mail

MAIL_LATE = timedelta(minutes=30)
JOB_LATE = timedelta(hours=1)


def free_bytes():
    """On the disk where this machine keeps its state."""
    return shutil.disk_usage(settings.VAR_DIR).free


def count_mails():
    """{"waiting": number, "late": of these, "set_aside": number}."""
    due = Mail.objects.due(timezone.now())
    return {
        "waiting": due.count(),
        "late": due.filter(ready_at__lt=timezone.now() - MAIL_LATE).count(),
        "set_aside": Mail.objects.set_aside().count(),
    }


def count_jobs():
    """{"unfinished": number, "late": of these}, without what people have paused."""
    unfinished = Job.objects.unfinished().exclude(status=JobStatus.PAUSED)
    late = unfinished.filter(requested_at__lt=timezone.now() - JOB_LATE)
    return {"unfinished": unfinished.count(), "late": late.count()}

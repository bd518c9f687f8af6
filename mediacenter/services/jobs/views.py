"""How far a job or a batch is, with the buttons that steer it; with scripts the page goes along."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .actions import steering
from .actions.requesting import model_of
from .kinds import KINDS, asked_for_it
from .models import Batch, Job, JobStatus
from .progress import as_json

STEPS = {  # what does it, to the jobs in which states, and what is said of their number
    "pause": (steering.pause, {JobStatus.QUEUED}, _("Paused: %(number)s.")),
    "resume": (steering.resume, {JobStatus.PAUSED}, _("In the queue again: %(number)s.")),
    "cancel": (
        steering.cancel,
        {JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED},
        _("Cancelled: %(number)s."),
    ),
    "retry": (steering.retry, {JobStatus.FAILED}, _("In the queue again: %(number)s.")),
}


def readable_job(user, job_id):
    """The job as its kind keeps it; 404 without, PermissionDenied for whom it is not."""
    found = get_object_or_404(Job, pk=job_id)
    if found.kind in KINDS:
        found = get_object_or_404(model_of(found.kind), pk=job_id)
    return allowed(user, found)


def readable_batch(user, batch_id):
    return allowed(user, get_object_or_404(Batch, pk=batch_id))


def allowed(user, work):
    kind = KINDS.get(work.kind)
    if kind is None:
        may_see = asked_for_it
    elif isinstance(work, Job):
        may_see = kind.may_see
    else:
        may_see = kind.may_see_batch
    if not user.is_authenticated or not (user.is_superuser or may_see(user, work)):
        raise PermissionDenied
    return work


@never_cache
def job(request, job_id):
    found = readable_job(request.user, job_id)
    return page(request, found, found.name, found.progress(), {found.status}, "job", [])


@never_cache
def batch(request, batch_id):
    found = readable_batch(request.user, batch_id)
    progress = found.progress()
    there = {status for status, number in progress.counts.items() if number}
    return page(request, found, found.title, progress, there, "batch", parts_of(found))


def parts_of(batch):
    kind = KINDS.get(batch.kind)
    return kind.parts(batch) if kind else []


def page(request, work, heading, progress, statuses, name, parts):
    kind = KINDS.get(work.kind)
    return render(
        request,
        "jobs/work.html",
        {
            "heading": heading,
            "kind": kind,
            "home": kind and kind.home(work),
            "outcome": kind and progress.finished and kind.outcome(work),
            "progress": progress,
            "parts": parts,
            "address": reverse(f"jobs:{name}", args=[work.pk]),
            "asked": reverse(f"jobs:{name}_progress", args=[work.pk]),
            "steered": reverse(f"jobs:steer_{name}", args=[work.pk]),
            "steps": {step for step, (_verb, fit, _sentence) in STEPS.items() if fit & statuses},
        },
    )


@never_cache
def job_progress(request, job_id):
    return JsonResponse(as_json(readable_job(request.user, job_id)))


@never_cache
def batch_progress(request, batch_id):
    found = readable_batch(request.user, batch_id)
    return JsonResponse({**as_json(found), "parts": [part.in_words for part in parts_of(found)]})


@require_POST
def steer_job(request, job_id):
    found = readable_job(request.user, job_id)
    return steered(request, Job.objects.filter(pk=found.pk), reverse("jobs:job", args=[found.pk]))


@require_POST
def steer_batch(request, batch_id):
    found = readable_batch(request.user, batch_id)
    return steered(request, found.jobs.all(), reverse("jobs:batch", args=[found.pk]))


def steered(request, jobs, back):
    if request.POST.get("step") not in STEPS:
        return HttpResponseBadRequest()
    verb, _fit, sentence = STEPS[request.POST["step"]]
    messages.info(request, sentence % {"number": verb(jobs)})
    return redirect(back)

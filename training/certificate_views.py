"""The organizer's pages of the certificates of a seminar, and the file by its secret address."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.services.jobs.models import Batch
from mediacenter.toolkit.documents import handed_out
from mediacenter.toolkit.permissions import asks_for

from .actions.certifying import (
    replace_certificate,
    request_certificates,
    revoke_certificate,
    to_issue,
)
from .certificates import earned, participants, share_needed, why_nobody
from .models import Certificate, CertificateState
from .sign_up_views import A_PAGE, kept_list


@never_cache
@asks_for("training.keep_list")
def certificates(request, slug):
    """Who has earned one, and who has not, and why; what is issued."""
    seminar = kept_list(request, slug)
    needed = share_needed(seminar)
    everybody = participants(seminar).order_by("delegation", "pk")
    page = Paginator(everybody, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/certificates.html",
        {
            "seminar": seminar,
            "needed": needed,
            "nobody": why_nobody(seminar, needed),
            "may_change": {
                "seminar": request.user.has_perm("training.change_seminar", seminar),
                "programme": seminar.programme is not None
                and request.user.has_perm("training.change_programme", seminar.programme),
            },
            "waiting": len(to_issue(seminar)),
            "page": page,
            "rows": with_certificates(earned(seminar, list(page))),
        },
    )


def with_certificates(earnings):
    """[(Earning, its Certificates, the newest first)]: one statement."""
    keys = [one.registration.pk for one in earnings]
    found = Certificate.objects.filter(registration__in=keys).order_by("registration", "-pk")
    by_registration = {
        key: list(some) for key, some in groupby(found, lambda one: one.registration_id)
    }
    return [(one, by_registration.get(one.registration.pk, [])) for one in earnings]


@require_POST
@asks_for("training.keep_list")
def issue_all(request, slug):
    seminar = kept_list(request, slug)
    batch = request_certificates(seminar_id=seminar.pk, by=request.user)
    if batch is None:
        messages.info(request, _("There is nothing to issue, or it is under way already."))
        return redirect("training:certificates", slug)
    return redirect("jobs:batch", batch.pk)


@never_cache
@asks_for("training.keep_list")
def certificate(request, slug, pk):
    """One of them; `step` is replace (with `name`) or revoke (with `reason`)."""
    seminar = kept_list(request, slug)
    found = get_object_or_404(Certificate, pk=pk, registration__seminar=seminar)
    if request.method == "POST":
        try:
            act(request, found)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
        return redirect("training:certificate", slug, pk)
    context = {
        "seminar": seminar,
        "certificate": found,
        "is_issued": found.state == CertificateState.ISSUED,
        "newer": found.replaced_by.first(),
    }
    return render(request, "training/certificate.html", context)


def act(request, found):
    match request.POST.get("step"):
        case "replace":
            name = request.POST.get("name", "")
            replace_certificate(certificate_id=found.pk, name=name, by=request.user)
            messages.success(request, _("The corrected certificate is being made."))
        case "revoke":
            reason = request.POST.get("reason", "")
            revoke_certificate(certificate_id=found.pk, reason=reason, by=request.user)
            messages.success(request, _("The certificate is revoked."))
        case _:
            raise SuspiciousOperation


@never_cache
def certificate_file(request, token):
    """The PDF, to whoever has the secret address."""
    found = get_object_or_404(Certificate.objects.by_secret(token).exclude(file=""))
    response = handed_out(found.file, f"certificate-{found.number}")
    response["X-Robots-Tag"] = "noindex"
    return response


def home_of(work):
    """The page of the certificates that a job or batch makes; None where nothing is left."""
    job = work.jobs.first() if isinstance(work, Batch) else work
    if job is None or not isinstance(job.wish, dict) or "seminar" not in job.wish:
        return None
    return reverse("training:certificates", args=[job.wish["seminar"]])


def outcome_of(work):
    """Where the certificates are that a job or batch has made, and the words that lead there."""
    address = home_of(work)
    return address and (address, pgettext("heading", "Certificates"))

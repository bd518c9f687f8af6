from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediacenter.toolkit.permissions import asks_for, demand
from mediacenter.toolkit.request_values import day_in
from mediacenter.toolkit.sent_once import once
from unions.models import Person

from .actions.copying import copy_seminar
from .actions.seminars import cancel_seminar, hold_seminar
from .attendance_sheet import noted_by_session
from .coverage import coverage_of
from .hours import taught_by
from .models import Lecture, Programme, Seminar
from .sign_up import fullness_of, why_closed

A_PAGE = 20
UPCOMING = 12
NAMED = 40  # of the organizations that took part
QUOTES = 20  # of participants
COHORTS = 20  # of a programme, the newest first
LECTURES = 100  # of a lecturer, the newest first


def seminars(request):
    public = Seminar.objects.published().for_lists()
    page = Paginator(public.past(), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/seminars.html",
        {
            "upcoming": public.upcoming()[:UPCOMING],
            "page": page,
            "has_undated": any(one.starts_on is None for one in page),
            "programmes": Programme.objects.alphabetical(),
        },
    )


def seminar(request, slug):
    seminar = get_object_or_404(
        Seminar.objects.published().select_related(
            "programme", "module", "cohort", "organizer", "region"
        ),
        slug=slug,
    )
    sessions = list(seminar.sessions.all())
    lectures = list(seminar.lectures.select_related("person"))
    audience = list(seminar.audience.alphabetical()[: NAMED + 1])
    return render(
        request,
        "training/seminar.html",
        {
            "seminar": seminar,
            "sessions": [
                (session, [one for one in lectures if one.session_id == session.pk])
                for session in sessions
            ],
            "other_lectures": [one for one in lectures if one.session_id is None],
            "figures": seminar.figures.filter(number__isnull=False).order_by("pk"),
            "audience": audience[:NAMED],
            "others_took_part": len(audience) > NAMED,
            "materials": seminar.materials.all(),
            "quotes": seminar.quotes.approved()[:QUOTES],
            "fullness": fullness_of(seminar) if seminar.takes_sign_ups else None,
            "closed": why_closed(seminar),
            "may_organize": may_organize(request.user, seminar),
        },
    )


def may_organize(user, seminar):
    return user.is_authenticated and user.has_perm("training.change_seminar", seminar)


def programme(request, slug):
    programme = get_object_or_404(Programme.objects.select_related("organizer"), slug=slug)
    public = programme.seminars.published()
    page = Paginator(public.for_lists().newest_first(), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/programme.html",
        {
            "programme": programme,
            "modules": programme.modules.all(),
            "cohorts": programme.cohorts.all()[:COHORTS],
            "coverage": coverage_of(programme),
            "page": page,
            "has_undated": any(one.starts_on is None for one in page),
        },
    )


def lecturer(request, pk):
    """Who taught what at seminars that are shown to the public, and for how many hours."""
    found = get_object_or_404(Person, pk=pk)
    lectures = Lecture.objects.filter(person=found, seminar__is_published=True)
    lectures = lectures.filter(seminar__cancelled_at=None).select_related("seminar", "session")
    shown = list(lectures.order_by("-seminar__starts_on", "-seminar_id", "number")[:LECTURES])
    if not shown:
        raise Http404
    return render(
        request,
        "training/lecturer.html",
        {"lecturer": found, "lectures": shown, "hours": taught_by(found)},
    )


# --- The organizer's own page ---------------------------------------------------------------------


def kept_seminar(request, slug):
    found = get_object_or_404(Seminar.objects.select_related("organizer"), slug=slug)
    demand(request.user, "training.change_seminar", found)
    return found


@asks_for("training.change_seminar")
def organize(request, slug):
    seminar = kept_seminar(request, slug)
    may_keep_list = request.user.has_perm("training.keep_list", seminar)
    return render(
        request,
        "training/organize.html",
        {
            "seminar": seminar,
            "may_keep_list": may_keep_list,
            "sessions": noted_by_session(seminar) if may_keep_list else (),
        },
    )


@require_POST
@asks_for("training.change_seminar")
def step(request, slug):
    """`step` is cancel (with `reason`) or hold."""
    found = kept_seminar(request, slug)
    try:
        match request.POST.get("step"):
            case "cancel":
                reason = request.POST.get("reason", "")
                cancel_seminar(seminar_id=found.pk, reason=reason, by=request.user)
                messages.success(request, _("The seminar is cancelled; calendars learn of it."))
            case "hold":
                hold_seminar(seminar_id=found.pk, by=request.user)
                messages.success(request, _("The seminar will be held."))
            case _:
                raise SuspiciousOperation
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    return redirect("training:organize", slug)


@require_POST
@asks_for("training.change_seminar")
def copy(request, slug):
    """`starts_on`: the first day of the copy."""
    found = kept_seminar(request, slug)
    day = day_in(request.POST.get("starts_on", ""))
    if day is None:
        messages.error(request, _("Enter the first day of the new seminar."))
        return redirect("training:organize", slug)

    def make():
        made = copy_seminar(seminar_id=found.pk, starts_on=day, by=request.user)
        messages.success(
            request, _("Copied. It is not shown to the public yet: look through days and agenda.")
        )
        return redirect("training:organize", made.slug)

    return once(request, make)

"""An intake of a sanatorium: its page, the applications of organizations, and who gets a place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.permissions import asks_for, demand
from mediacenter.toolkit.sent_once import once
from unions.models import Organization

from .actions.applying import (
    apply_to_intake,
    enter_lessons,
    give_place,
    give_places_in_turn,
    move_up,
    refuse_application,
    withdraw_application,
    without_lessons,
)
from .attendance import hours_attended
from .intake_forms import applicant_rows
from .intakes import (
    fullness_of_intake,
    last_day_of_applications,
    lessons_of,
    results_of,
    why_no_applications,
)
from .models import Cohort, Decision, IntakeApplication
from .rules import SIGNING_UP
from .sign_up_views import A_PAGE, OFFERED_ORGANIZATIONS


def shown_intake(pk):
    """Raises Http404 for a group that is no intake."""
    found = get_object_or_404(Cohort.objects.select_related("programme__organizer"), pk=pk)
    if not found.is_intake:
        raise Http404
    return found


def kept_intake(request, pk):
    found = shown_intake(pk)
    demand(request.user, "training.keep_list", found.programme)
    return found


def intake(request, pk):
    """For everybody: sanatorium, days, places, lessons, and what came of it."""
    found = shown_intake(pk)
    seminar = found.seminars.published().order_by("starts_on", "pk").first()
    user = request.user
    return render(
        request,
        "training/intake.html",
        {
            "intake": found,
            "closed": why_no_applications(found),
            "last_day": last_day_of_applications(found),
            "fullness": fullness_of_intake(found) if found.places is not None else None,
            "seminar": seminar,
            "sessions": seminar.sessions.all() if seminar else (),
            "results": results_of(found),
            "may_decide": user.is_authenticated
            and user.has_perm("training.keep_list", found.programme),
        },
    )


@never_cache
@login_required
def choose_organization(request, pk):
    """For which organization; where there is one alone, it is led to its form."""
    found = shown_intake(pk)
    reached = request.user.reach(*SIGNING_UP).filter(closed_on=None)
    organizations = FirstOf(reached.order_by("depth", "path"), OFFERED_ORGANIZATIONS)
    if len(organizations) == 1:
        return redirect("training:apply", pk, organizations[0].slug)
    context = {"intake": found, "organizations": organizations}
    return render(request, "training/choose_applicant.html", context)


@asks_for("training.sign_up")
def apply(request, pk, organization):
    found = shown_intake(pk)
    organization = get_object_or_404(Organization.objects.open(), slug=organization)
    demand(request.user, "training.sign_up", organization)
    return once(request, lambda: application_form(request, found, organization))


def application_form(request, found, organization):
    sent = request.POST if request.method == "POST" else None
    rows, refusal = applicant_rows(sent), None
    is_judged = sent is not None and "more_rows" not in sent
    if is_judged and rows.is_valid():
        try:
            apply_to_intake(
                intake_id=found.pk,
                organization=organization,
                applicants=rows.participants(),
                by=request.user,
            )
        except ValidationError as refused:
            refusal = refused.messages
        else:
            messages.success(request, _("Your applications are in. Below is what becomes of them."))
            return redirect("training:applications")
    late = request.user.has_perm("training.keep_list", found.programme)
    return render(
        request,
        "training/apply.html",
        {
            "intake": found,
            "organization": organization,
            "rows": rows,
            "refusal": refusal,
            "is_judged": is_judged,
            "closed": why_no_applications(found, late=late),
            "fullness": fullness_of_intake(found),
        },
    )


@asks_for("training.sign_up")
def mine(request):
    """The applications of the organizations for which somebody applies, the newest intake first."""
    theirs = IntakeApplication.objects.filter(organization__in=request.user.reach(*SIGNING_UP))
    theirs = theirs.select_related("intake__programme", "organization", "registration")
    ordered = theirs.order_by("-intake", "organization", "rank", "pk")
    page = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "training/applications.html", {"page": page, "rows": with_hours(page)})


def with_hours(applications):
    """[(application, hours at the lessons, or None)]: one statement."""
    attended = hours_attended([one.registration for one in applications if one.registration])
    return [(one, attended.get(one.registration_id) or None) for one in applications]


@asks_for("training.keep_list")
def decide(request, pk):
    """Who has applied, in the order in which places are given, for who organizes the programme."""
    found = kept_intake(request, pk)
    decided = "decided" in request.GET
    shown = found.applications.select_related("organization", "registration").in_turn()
    shown = shown.exclude(decision=Decision.OPEN) if decided else shown.open()
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/intake_applications.html",
        {
            "intake": found,
            "decided": decided,
            "page": page,
            "rows": with_hours(page),
            "fullness": fullness_of_intake(found),
            "lessons": lessons_of(found),
            "without_lessons": len(without_lessons(found)),
            "results": results_of(found),
        },
    )


@require_POST
@asks_for("training.keep_list")
def intake_step(request, pk):
    """`step` is give_places or enter_lessons."""
    found = kept_intake(request, pk)
    match request.POST.get("step"):
        case "give_places":
            number = give_places_in_turn(intake_id=found.pk, by=request.user)
            said = ngettext("%(number)s place given.", "%(number)s places given.", number)
        case "enter_lessons":
            number = enter_lessons(intake_id=found.pk, by=request.user)
            said = ngettext(
                "%(number)s person entered in the list of the lessons.",
                "%(number)s people entered in the list of the lessons.",
                number,
            )
        case _:
            raise SuspiciousOperation
    messages.success(request, said % {"number": number})
    return redirect("training:intake_applications", pk)


@require_POST
@asks_for("training.sign_up")
def application_step(request, pk):
    """`step`: give_place or refuse (with `because`), withdraw, move_up; `to` is "intake" for who
    decides."""
    found = IntakeApplication.objects.select_related("intake__programme", "organization")
    application = get_object_or_404(found, pk=pk)
    if not request.user.has_perm("training.change_application", application):
        raise PermissionDenied
    try:
        act(request, application)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        application.refresh_from_db()
        messages.success(
            request,
            _("%(name)s: %(state)s")
            % {"name": application.name, "state": application.get_decision_display()},
        )
    if request.POST.get("to") == "intake":
        return redirect("training:intake_applications", application.intake_id)
    return redirect("training:applications")


def act(request, application):
    which = {"application_id": application.pk, "by": request.user}
    because = request.POST.get("because", "")
    match request.POST.get("step"):
        case "give_place":
            give_place(**which, out_of_turn_because=because)
        case "refuse":
            refuse_application(**which, reason=because)
        case "withdraw":
            withdraw_application(**which)
        case "move_up":
            move_up(**which)
        case _:
            raise SuspiciousOperation

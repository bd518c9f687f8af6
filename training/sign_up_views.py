"""Signing up a delegation, what becomes of it, and the list that the organizer keeps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.permissions import asks_for, demand
from mediacenter.toolkit.sent_once import once
from unions.models import Organization

from .actions.signing_up import (
    accept_offer,
    approve_registration,
    cancel_registration,
    change_participant,
    keep_registration,
    let_go,
    refuse_registration,
    sign_up_delegation,
)
from .models import STANDING, Certificate, Delegation, Registration, Seminar, Standing
from .rules import SIGNING_UP
from .sign_up import (
    fullness_of,
    why_closed,
    why_not_accepted,
    why_not_cancelled,
    why_not_changed,
)
from .sign_up_forms import DelegationForm, ParticipantForm, participant_rows

OFFERED_ORGANIZATIONS = 200
A_PAGE = 50
STEPS = {
    "accept": accept_offer,
    "cancel": cancel_registration,
    "approve": approve_registration,
    "refuse": refuse_registration,
    "let_go": let_go,
    "keep": keep_registration,
}
# What is open to whoever signed up, and to who keeps the list, from each standing.
THEIR_STEPS = {
    Standing.REQUESTED: ("cancel",),
    Standing.CONFIRMED: ("cancel",),
    Standing.WAITING: ("cancel",),
    Standing.OFFERED: ("accept", "cancel"),
}
KEEPERS_STEPS = {
    **THEIR_STEPS,
    Standing.REQUESTED: ("approve", "refuse"),
    Standing.LEAVING: ("let_go", "keep"),
}
WHY_NOT = {"accept": why_not_accepted, "cancel": why_not_cancelled}


def shown_seminar(slug):
    seminars = Seminar.objects.published().select_related("organizer")
    return get_object_or_404(seminars, slug=slug)


@never_cache
@login_required
def choose_organization(request, slug):
    """For which organization; where there is one alone, it is led to its form."""
    seminar = shown_seminar(slug)
    reached = request.user.reach(*SIGNING_UP).filter(closed_on=None)
    found = FirstOf(reached.order_by("depth", "path"), OFFERED_ORGANIZATIONS)
    if len(found) == 1:
        return redirect("training:sign_up", slug, found[0].slug)
    return render(request, "training/choose.html", {"seminar": seminar, "organizations": found})


@asks_for("training.sign_up")
def sign_up(request, slug, organization):
    seminar = shown_seminar(slug)
    organization = get_object_or_404(Organization.objects.open(), slug=organization)
    demand(request.user, "training.sign_up", organization)
    return once(request, lambda: sign_up_form(request, seminar, organization))


def sign_up_form(request, seminar, organization):
    sent = request.POST if request.method == "POST" else None
    form, rows = DelegationForm(sent), participant_rows(sent)
    refusal = None
    if sent is not None and "more_rows" not in sent and form.is_valid() and rows.is_valid():
        try:
            sign_up_delegation(
                seminar_id=seminar.pk,
                organization=organization,
                participants=rows.participants(),
                takes_some=form.cleaned_data["takes_some"],
                by=request.user,
            )
        except ValidationError as found:
            refusal = found.messages
        else:
            messages.success(request, _("The delegation is signed up. Below is who has a place."))
            return redirect("training:mine")
    late = request.user.has_perm("training.keep_list", seminar)
    return render(
        request,
        "training/sign_up.html",
        {
            "seminar": seminar,
            "organization": organization,
            "form": form,
            "rows": rows,
            "refusal": refusal,
            "is_judged": sent is not None and "more_rows" not in sent,
            "closed": why_closed(seminar, late=late),
            "fullness": fullness_of(seminar) if seminar.takes_sign_ups else None,
        },
    )


@asks_for("training.sign_up")
def mine(request):
    """The delegations of the organizations for which somebody signs up, the newest first."""
    reached = request.user.reach(*SIGNING_UP)
    delegations = Delegation.objects.filter(organization__in=reached)
    delegations = delegations.select_related("seminar__organizer", "organization").order_by("-pk")
    page = Paginator(delegations, A_PAGE).get_page(request.GET.get("page"))
    issued = issued_certificates()
    people = Prefetch(
        "registrations", queryset=Registration.objects.order_by("pk").prefetch_related(issued)
    )
    prefetch_related_objects(list(page), people)
    return render(
        request,
        "training/mine.html",
        {
            "page": page,
            "delegations": [
                (one, with_steps(people_of(one), THEIR_STEPS, user=request.user)) for one in page
            ],
        },
    )


def people_of(delegation):
    """Its registrations, read already, each with its seminar."""
    for registration in delegation.registrations.all():
        registration.seminar = delegation.seminar
        yield registration


def issued_certificates():
    issued = Certificate.objects.issued()
    return Prefetch("certificates", queryset=issued, to_attr="issued_certificates")


def with_steps(registrations, steps, *, user):
    """[(registration, what of the steps is open now, whether it may be changed)]."""
    return [(one, *open_to(user, one, steps.get(one.status, ()))) for one in registrations]


def open_to(user, registration, steps):
    decides = user.has_perm("training.decide_on_registration", registration)
    steps = [
        step
        for step in steps
        if step not in WHY_NOT or not WHY_NOT[step](registration, decides=decides)
    ]
    stands = registration.status in STANDING
    return steps, stands and not why_not_changed(registration, decides=decides)


@asks_for("training.keep_list")
def people(request, slug):
    """Who takes part and who waits, for who keeps the list."""
    seminar = kept_list(request, slug)
    found = seminar.registrations.select_related("seminar__organizer", "delegation__organization")
    page = Paginator(found.order_by("delegation", "pk"), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/people.html",
        {
            "seminar": seminar,
            "page": page,
            "people": with_steps(page, KEEPERS_STEPS, user=request.user),
            "fullness": fullness_of(seminar) if seminar.takes_sign_ups else None,
        },
    )


def kept_list(request, slug):
    seminar = get_object_or_404(Seminar.objects.select_related("organizer"), slug=slug)
    demand(request.user, "training.keep_list", seminar)
    return seminar


@require_POST
@asks_for("training.sign_up")
def registration_step(request, pk):
    """`step` is one of STEPS; `to` is "people" for who keeps the list."""
    registration = reached_registration(request, pk)
    act = STEPS.get(request.POST.get("step"))
    if act is None:
        raise SuspiciousOperation
    try:
        registration = act(registration_id=registration.pk, by=request.user)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(
            request,
            _("%(name)s: %(state)s")
            % {"name": registration.name, "state": registration.get_status_display()},
        )
    return back(request, registration)


def reached_registration(request, pk):
    found = Registration.objects.select_related("seminar__organizer", "delegation__organization")
    registration = get_object_or_404(found, pk=pk)
    if not request.user.has_perm("training.change_registration", registration):
        raise PermissionDenied
    return registration


def back(request, registration):
    if request.POST.get("to") == "people":
        return redirect("training:people", registration.seminar.slug)
    return redirect("training:mine")


@asks_for("training.sign_up")
def change(request, pk):
    """Correct who takes part, or send somebody else."""
    registration = reached_registration(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = ParticipantForm(sent, instance=Registration(**personal_of(registration)))
    if sent is not None and form.is_valid():
        try:
            change_participant(
                registration_id=registration.pk, participant=form.instance, by=request.user
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The change is saved."))
            return back(request, registration)
    return render(request, "training/change.html", {"registration": registration, "form": form})


def personal_of(registration):
    return {name: getattr(registration, name) for name in ParticipantForm.Meta.fields}

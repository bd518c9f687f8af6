"""The door of a seminar on a phone: of the organizer, and of a steward with a secret link."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.request_values import whole_number

from .actions.attending import enter_walk_ins
from .actions.door import (
    let_in,
    make_steward_link,
    note_at_door,
    revoke_steward_link,
    take_back_at_door,
)
from .agenda import session_at_the_door
from .attendance_forms import WalkInForm
from .attendance_sheet import numbers_of
from .attendance_views import WALK_IN as WALK_IN_FORM
from .attendance_views import form_page
from .door import Door, door_of_phone, found_at
from .models import Attendance, StewardLink
from .passes import with_scanned
from .registration_transitions import WALK_IN
from .sign_up_views import kept_list
from .telling import TAKING_PART


@asks_for("training.keep_list")
def door(request, slug):
    return at_door(request, Door(kept_list(request, slug), user=request.user))


@never_cache
@sensitive_variables("secret")
def steward_door(request, secret):
    """The same for who has the link; it says so before and after the days of the seminar."""
    return at_door(request, door_of_link(secret))


@asks_for("training.keep_list")
def door_walk_in(request, slug):
    return walk_in(request, Door(kept_list(request, slug), user=request.user))


@never_cache
@sensitive_variables("secret")
def steward_walk_in(request, secret):
    return walk_in(request, door_of_link(secret))


def door_of_link(secret):
    links = StewardLink.objects.by_secret(secret).select_related("seminar__organizer")
    link = get_object_or_404(links)
    return Door(link.seminar, steward=link)


def why_closed(stands):
    """Why nobody is noted at this door today, in a sentence; "" where somebody is."""
    seminar = stands.seminar
    if seminar.cancelled_at is not None:
        return _("The seminar is cancelled.")
    if seminar.is_ahead:
        return _("Who was there is noted from the first day of the seminar.")
    is_over = seminar.ends_on is None or seminar.ends_on < timezone.localdate()
    if stands.steward is not None and is_over:
        return _("The seminar is over: this link notes nobody any more.")
    return ""


def at_door(request, stands):
    """GET: `session`, a key; `person`, of whom the page tells. POST: see `act`."""
    sessions = list(stands.seminar.sessions.all())
    stands = replace(stands, session=chosen_session(request, stands, sessions))
    closed = why_closed(stands)
    if request.method == "POST" and stands.session and not closed:
        return act(request, stands)
    context = {
        "door": stands,
        "seminar": stands.seminar,
        "closed": closed,
        "sessions": sessions,
        "person": person_at(stands, whole_number(request.GET.get("person", ""))),
        "is_scanned": "scanned" in request.GET,
    }
    return stands.remember(render(request, "training/door.html", context))


def chosen_session(request, stands, sessions):
    """That which is asked for, or was chosen on this phone, or is held now."""
    asked = whole_number(request.POST.get("session") or request.GET.get("session", ""))
    before = None if asked else door_of_phone(request, stands.seminar)
    if before and before.session:
        asked = before.session.pk
    return next((one for one in sessions if one.pk == asked), session_at_the_door(sessions))


def person_at(stands, key):
    """What the page tells of a person of the seminar; None without one."""
    found = stands.seminar.registrations.select_related("delegation__organization")
    registration = key and found.filter(pk=key).first()
    if not registration:
        return None
    noted = Attendance.objects.filter(registration=registration, session=stands.session).first()
    return {
        "registration": registration,
        "number": numbers_of(stands.seminar)[registration.pk],
        "noted": noted,
        "has_place": registration.status in TAKING_PART,
        "may_come_in": registration.status in WALK_IN.starts_from,
    }


def act(request, stands):
    """`step`: note, undo or let_in a `person`; scan a `code`; seek `who`, a number or name."""
    try:
        match request.POST.get("step"):
            case "seek":
                return seek(request, stands)
            case "scan":
                registration = with_scanned(request.POST.get("code", ""))
                if registration is None or registration.seminar_id != stands.seminar.pk:
                    raise ValidationError(_("This is no code of this seminar. Type in the name."))
                note_if_expected(registration, stands)
            case "note":
                registration = person_sent(request, stands)
                note_if_expected(registration, stands)
            case "undo":
                registration = person_sent(request, stands)
                taken_back = take_back_at_door(
                    registration=registration, session=stands.session, **stands.keeper
                )
                if not taken_back:
                    raise ValidationError(
                        _("This was noted on the list, where the organizer changes it.")
                    )
            case "let_in":
                registration = let_in(
                    registration_id=person_sent(request, stands).pk,
                    adds_places="adds_places" in request.POST,
                    **stands.keeper,
                )
                note_if_expected(registration, stands)
            case _:
                raise SuspiciousOperation
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        return back(stands, person=request.POST.get("person", ""))
    return back(stands, person=registration.pk)


def note_if_expected(registration, stands):
    """Of who has no place the page tells it."""
    if registration.status in TAKING_PART:
        note_at_door(registration=registration, session=stands.session, **stands.keeper)


def person_sent(request, stands):
    return get_object_or_404(
        stands.seminar.registrations.select_related("seminar", "delegation__organization"),
        pk=whole_number(request.POST.get("person", "")) or 0,
    )


def seek(request, stands):
    typed = request.POST.get("who", "")
    found, all_found = found_at(stands.seminar, typed)
    if all_found == 1:
        note_if_expected(found[0][1], stands)
        return back(stands, person=found[0][1].pk)
    context = {
        "door": stands,
        "seminar": stands.seminar,
        "sessions": list(stands.seminar.sessions.all()),
        "typed": typed,
        "found": found,
        "more": all_found - len(found),
        "is_sought": True,
    }
    return render(request, "training/door.html", context)


def back(stands, **said):
    told = urlencode({"session": stands.session.pk, **{k: v for k, v in said.items() if v}})
    return HttpResponseRedirect(f"{stands.address}?{told}")


def walk_in(request, stands):
    """Enter somebody who came without having been signed up, and note them at the session."""
    sessions = list(stands.seminar.sessions.all())
    stands = replace(stands, session=chosen_session(request, stands, sessions))
    sent = request.POST if request.method == "POST" else None
    form = WalkInForm(sent, seminar=stands.seminar, user=stands.user)
    if sent is not None and form.is_valid():
        try:
            delegation = enter_walk_ins(
                seminar_id=stands.seminar.pk,
                organization=form.cleaned_data["organization"],
                participants=[form.instance],
                adds_places=form.cleaned_data.get("adds_places", False),
                **stands.keeper,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            came = delegation.registrations.get()
            if stands.session is None:
                return redirect(stands.address)
            note_at_door(registration=came, session=stands.session, **stands.keeper)
            return back(stands, person=came.pk)
    return form_page(request, stands.seminar, form, back=stands.address, **WALK_IN_FORM)


@asks_for("training.keep_list")
def stewards(request, slug):
    """The links of stewards: `name` makes one, `revoke` (a key) closes one."""
    seminar = kept_list(request, slug)
    if request.method == "POST":
        try:
            if "revoke" in request.POST:
                link = get_object_or_404(
                    seminar.steward_links, pk=whole_number(request.POST["revoke"]) or 0
                )
                revoke_steward_link(link_id=link.pk, by=request.user)
                messages.success(request, _("The link is revoked: it opens nothing any more."))
            else:
                name = request.POST.get("name", "")
                make_steward_link(seminar_id=seminar.pk, name=name, by=request.user)
                messages.success(request, _("The link is made. Send it to the steward."))
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
        return redirect("training:stewards", slug)
    context = {"seminar": seminar, "steward_links": seminar.steward_links.valid()}
    return render(request, "training/stewards.html", context)

"""Who was there, as the organizer of a seminar notes it: a sheet, a typed-in list, walk-ins."""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mediacenter.services.printing.pdf import PrintFailed
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.request_values import whole_number
from unions.models import Organization

from .actions.attending import Mark, enter_walk_ins, note_attendance, save_sheet
from .attendance_forms import TypedListForm, WalkInForm
from .attendance_list import lists_of, printed_list
from .attendance_sheet import (
    changes_of,
    numbers_of,
    parts_of,
    people_on_a_page,
    read_list,
    rows_of,
    taking_part,
)
from .models import Attendance, HowNoted
from .sign_up_views import kept_list

log = logging.getLogger(__name__)
MOST_TOLD = 50  # rows of a typed list: all of them come back in the field
WALK_IN = {"heading": gettext_lazy("Somebody came without sign-up"), "form_name": "walk-in"}


@asks_for("training.keep_list")
def sheet(request, slug):
    """People by sessions. `session`, `organization`: keys; `missing`: who is not noted there;
    `part`: which sessions of a long agenda; `hours`: with hours to change; `tick`: everybody shown
    is ticked, to be saved."""
    seminar = kept_list(request, slug)
    agenda = list(seminar.sessions.all())
    session = next((one for one in agenda if str(one.pk) == request.GET.get("session")), None)
    chosen = [session] if session else agenda
    part = parts_of(chosen).get_page(request.GET.get("part"))
    sessions = list(part)
    if request.method == "POST":
        try:
            marks, withdrawn = changes_of(request.POST, sessions)
            number = save_sheet(
                seminar_id=seminar.pk, marks=marks, withdrawn=withdrawn, by=request.user
            )
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
        else:
            if number:
                messages.success(request, _("Saved. Changes: %(number)s.") % {"number": number})
            else:
                messages.info(request, _("Nothing was changed."))
        return HttpResponseRedirect(request.get_full_path())
    everybody = taking_part(seminar)
    organization = whole_number(request.GET.get("organization", ""))
    shown = everybody.filter(delegation__organization=organization) if organization else everybody
    missing = "missing" in request.GET
    if missing:
        there = Attendance.objects.filter(registration=OuterRef("pk"), session__in=chosen)
        shown = shown.filter(~Exists(there))
    page = Paginator(shown, people_on_a_page(sessions)).get_page(request.GET.get("page"))
    rows = rows_of(list(page), sessions, numbers_of(seminar))
    return render(
        request,
        "training/attendance.html",
        {
            "seminar": seminar,
            "lists": lists_of(everybody).page_range,
            "agenda": agenda,
            "part": part,
            "session": session,
            "organizations": Organization.objects.filter(
                pk__in=everybody.order_by().values("delegation__organization")
            ).alphabetical(),
            "organization": organization,
            "missing": missing,
            "in_hours": "hours" in request.GET,
            "ticks": "tick" in request.GET,
            "page": page,
            "rows": rows,
            "was": " ".join(
                cell.was for _no, _one, cells in rows for cell in cells if cell.is_noted
            ),
        },
    )


@asks_for("training.keep_list")
def typed(request, slug):
    """Note at a session whom a list names, by numbers or names."""
    seminar = kept_list(request, slug)
    sent = request.POST if request.method == "POST" else None
    form = TypedListForm(sent, seminar=seminar)
    if sent is not None and form.is_valid():
        found, unread = read_list(form.cleaned_data["people"], seminar)
        session = form.cleaned_data["session"]
        try:
            number = note_attendance(
                seminar_id=seminar.pk,
                marks=[Mark(key, session.pk) for key in found],
                how=HowNoted.IMPORT,
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            if number:
                messages.success(request, noted_in_words(number))
            elif found:
                messages.info(request, _("They are noted already."))
            if not unread:
                return redirect("training:attendance", slug)
            form = TypedListForm(
                {"session": session.pk, "people": "\n".join(one.row for one in unread)},
                seminar=seminar,
            )
            form.add_error("people", told_of(unread))
    return form_page(request, seminar, form, heading=_("Type in a list"), form_name="typed")


def told_of(unread):
    """A sentence for each of the first Unread rows, and how many more there are."""
    told = [one.why for one in unread[:MOST_TOLD]]
    if more := len(unread) - len(told):
        told.append(
            ngettext("%(number)s more row.", "%(number)s more rows.", more) % {"number": more}
        )
    return told


def form_page(request, seminar, form, **frame):
    """`frame`: heading, form_name, and `back` where it is not the sheet to which the page leads."""
    back = reverse("training:attendance", args=[seminar.slug])
    context = {"seminar": seminar, "form": form, "back": back, **frame}
    return render(request, "training/attendance_form.html", context)


def noted_in_words(number):
    return ngettext("%(number)s person noted.", "%(number)s people noted.", number) % {
        "number": number
    }


@asks_for("training.keep_list")
def walk_in(request, slug):
    """Enter somebody who came without having been signed up."""
    seminar = kept_list(request, slug)
    sent = request.POST if request.method == "POST" else None
    form = WalkInForm(sent, seminar=seminar, user=request.user)
    if sent is not None and form.is_valid():
        try:
            enter_walk_ins(
                seminar_id=seminar.pk,
                organization=form.cleaned_data["organization"],
                participants=[form.instance],
                adds_places=form.cleaned_data["adds_places"],
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Entered. Now tick the sessions."))
            return redirect("training:attendance", slug)
    return form_page(request, seminar, form, **WALK_IN)


@asks_for("training.keep_list")
def door_list(request, slug):
    """The list to sign at the door, as a PDF. `page`: which, where one does not hold everybody."""
    seminar = kept_list(request, slug)
    people = lists_of(taking_part(seminar)).get_page(request.GET.get("page"))
    try:
        pdf = printed_list(seminar, people, moment=timezone.now())
    except PrintFailed:
        log.exception("the list of seminar %s could not be printed", seminar.pk)
        messages.error(request, _("The list could not be printed. Try again in a minute."))
        return redirect("training:attendance", slug)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{seminar.slug}.pdf"'},
    )

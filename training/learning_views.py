"""What somebody has learned, for themselves; what people have, for who signs them up."""

import csv
import logging
from io import StringIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from mediacenter.services.printing.pdf import PrintFailed
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.request_values import whole_number, year_in
from mediacenter.toolkit.tables.cut import first_of
from mediacenter.toolkit.tables.formulas import guarded
from unions.models import Organization

from .learning import hours_of_people, record_of
from .learning_paper import printed_record
from .models import Programme
from .rules import SIGNING_UP

log = logging.getLogger(__name__)
A_PAGE = 50
MOST_LINES = 20_000  # of a sheet


@never_cache
@login_required
def mine(request):
    """The record of learning of whoever is signed in."""
    return render(request, "training/learning.html", {"record": record_of(request.user)})


@never_cache
@login_required
def paper(request):
    """The same as a PDF."""
    record = record_of(request.user)
    if not record.seminars:
        return redirect("training:learning")
    newest = record.seminars[0]
    try:
        pdf = printed_record(
            record,
            name=newest.name,
            organization=newest.seminar.organizer.name,
            moment=timezone.now(),
        )
    except PrintFailed:
        log.exception("the record of learning of account %s could not be printed", request.user.pk)
        messages.error(request, _("The record could not be printed. Try again in a minute."))
        return redirect("training:learning")
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="learning.pdf"'},
    )


@asks_for("training.sign_up")
def people(request):
    """Hours by person, year and programme. `year`, `programme` (key), `name`: a part of it."""
    rows, choice = chosen_rows(request)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/learners.html",
        {
            "page": page,
            "rows": with_names(page),
            "choice": choice,
            "programmes": Programme.objects.alphabetical(),
        },
    )


@asks_for("training.sign_up")
def people_sheet(request):
    """The same as CSV, all pages of it; what is beyond its bound is told in the last row."""
    found, _choice = chosen_rows(request)
    rows, rest = first_of(found, MOST_LINES)
    return StreamingHttpResponse(
        lines_of(with_names(rows), rest),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="learning.csv"'},
    )


def chosen_rows(request):
    choice = {
        "year": year_in(request.GET.get("year", "")),
        "programme": whole_number(request.GET.get("programme", "")),
        "name": " ".join(request.GET.get("name", "").split())[:200],
    }
    rows = hours_of_people(request.user.reach(*SIGNING_UP))
    if choice["year"]:
        rows = rows.filter(year=choice["year"])
    if choice["programme"]:
        rows = rows.filter(programme=choice["programme"])
    if choice["name"]:
        rows = rows.filter(person__contains=choice["name"].lower())
    return rows, choice


def with_names(rows):
    """The rows, with the records that their keys name: two statements more."""
    rows = list(rows)
    organizations = Organization.objects.in_bulk({one["organization"] for one in rows})
    programmes = Programme.objects.in_bulk({one["programme"] for one in rows} - {None})
    return [
        {
            **one,
            "organization": organizations[one["organization"]],
            "programme": programmes.get(one["programme"]),
        }
        for one in rows
    ]


def lines_of(rows, rest):
    """The lines of the CSV, the last of them the sentence `rest`, if any.

    Cells that a spreadsheet would take for formulas have an apostrophe.
    """
    yield "\ufeff" + line(
        [
            pgettext("column", "Who"),
            pgettext("column", "Organization"),
            pgettext("column", "E-mail"),
            pgettext("column", "Year"),
            pgettext("column", "Training programme"),
            pgettext("column", "Seminars"),
            pgettext("column", "Academic hours"),
        ]
    )
    for one in rows:
        yield line(
            [
                one["name"],
                str(one["organization"]),
                one["email"],
                one["year"] or "",
                str(one["programme"] or ""),
                one["seminars"],
                localize(one["hours"]),
            ]
        )
    if rest:
        yield line([rest])


def line(cells):
    written = StringIO()
    csv.writer(written).writerow(map(guarded, cells))
    return written.getvalue()

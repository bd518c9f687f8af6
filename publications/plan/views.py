"""The media plan in the cabinet: calendar, board, list, plan against fact, and its forms."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import F, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from mediacenter.services.calendars.actions import calendar_address_of, renew_calendar_address
from mediacenter.services.calendars.events import feed_response
from mediacenter.services.calendars.models import CalendarAddress
from mediacenter.toolkit.permissions import asks_for, demand
from mediacenter.toolkit.races import refused_in_words
from mediacenter.toolkit.request_values import day_in, year_in
from publications.plan.actions.assignments import save_assignment
from publications.plan.actions.occasions import save_occasion
from publications.plan.actions.plan_items import save_plan_item
from publications.plan.actions.planning import evening_of
from publications.plan.board import columns_of, statuses_for
from publications.plan.calendar import (
    month_of,
    ready_for_a_day,
    week_of,
    weeks_with_entries,
    without_day,
)
from publications.plan.desk import desk_of
from publications.plan.facts import MONTHS, bars_of, highest_of, plan_against_fact
from publications.plan.feed import PLAN, feed_of
from publications.plan.forms import AssignmentForm, OccasionForm, PlanItemForm
from publications.plan.models import Assignment, Occasion, OccasionStatus, PlanItem
from publications.plan.scope import Scope
from publications.plan.today import work_of
from unions.access import require

ON_A_LIST = 200

HEADINGS = {  # of the overviews, by the names of their addresses
    "today": gettext_lazy("My work"),
    "desk": gettext_lazy("Texts in progress"),
    "month": gettext_lazy("Calendar of the plan"),
    "week": gettext_lazy("The week of the plan"),
    "board": gettext_lazy("Board of the plan"),
    "list": gettext_lazy("The plan as a list"),
    "fact": gettext_lazy("Plan and fact"),
}


of_planners = asks_for("publications.view_occasion")


# --- Overviews ---


@of_planners
def today(request):
    return overview(request, "today", Scope.of(request), work_of(request.user))


@of_planners
def month(request):
    return calendar_page(request, month_of(day_asked_for(request)))


@of_planners
def week(request):
    return calendar_page(request, week_of(day_asked_for(request)))


def calendar_page(request, span):
    scope = Scope.of(request)
    context = {
        "span": span,
        "weeks": weeks_with_entries(span, scope),
        "without_day": without_day(span, scope),
        "ready": ready_for_a_day(scope),
    }
    return overview(request, "calendar", scope, context)


def day_asked_for(request):
    asked = request.GET.get("day", "")
    day = day_in(asked) if asked else timezone.localdate()
    if day is None:
        raise Http404
    return day


@of_planners
def desk(request):
    """`queue` is the code of one of the queues."""
    demand(request.user, "publications.add_article")
    scope = Scope.of(request)
    asked, page = request.GET.get("queue", ""), request.GET.get("page")
    return overview(request, "desk", scope, desk_of(scope, asked=asked, page=page))


@of_planners
def board(request):
    scope = Scope.of(request)
    return overview(request, "board", scope, {"columns": columns_of(scope)})


@of_planners
def listed(request):
    """The items to be released in a month, to print; `day` is any day of it."""
    scope = Scope.of(request)
    span = month_of(day_asked_for(request))
    items = PlanItem.objects.standing_in(span.first, span.last)
    assignments = Assignment.objects.select_related("assignee__person", "channel", "outlet")
    items = (
        scope.limit(items)
        .select_related("occasion__organization")
        .prefetch_related(Prefetch("assignments", assignments.order_by("due_at", "pk")))
        .order_by("on", "pk")
    )
    page = Paginator(items, ON_A_LIST).get_page(request.GET.get("page"))
    notes = scope.day_notes(span.first, span.last)
    return overview(request, "list", scope, {"span": span, "page": page, "notes": notes})


@of_planners
def fact(request):
    scope = Scope.of(request)
    this_year = timezone.localdate().year
    asked = request.GET.get("year", "")
    year = year_in(asked) or this_year
    rows, sums = plan_against_fact(year, scope)
    months = [dt.date(2000, number, 1) for number in MONTHS]
    context = {
        "year": year,
        "years": [year - 1, year + 1],
        "months": months,
        "by_month": list(zip(months, bars_of(sums.months), strict=True)),
        "highest": highest_of(sums.months),
        "rows": rows,
        "sums": sums,
    }
    return overview(request, "fact", scope, context)


def overview(request, name, scope, context):
    return render(
        request,
        f"publications/plan/{name}.html",
        {
            "scope": scope,
            "view": request.resolver_match.url_name,
            "heading": HEADINGS[request.resolver_match.url_name],
            "headings": HEADINGS,
            "may_add": request.user.has_perm("publications.add_occasion"),
            **context,
        },
    )


# --- One occasion ---


@of_planners
def occasion(request, pk):
    found = visible(request, Occasion.objects.select_related("organization", "rubric"), pk)
    assignments = Assignment.objects.select_related(
        "assignee__person", "channel", "outlet", "plan_item__occasion__organization"
    )
    items = found.plan_items.prefetch_related(
        Prefetch("assignments", assignments.order_by("due_at", "pk"))
    ).order_by(F("release_on").asc(nulls_last=True), "pk")
    user = request.user
    items = list(items)
    for item in items:
        for assignment in item.assignments.all():
            for verb in ("take", "work_on", "approve"):
                allowed = user.has_perm(f"publications.{verb}_assignment", assignment)
                setattr(assignment, f"may_{verb}", allowed)
    return render(
        request,
        "publications/plan/occasion.html",
        {
            "occasion": found,
            "items": items,
            "may_change": user.has_perm("publications.change_occasion", found),
            "is_open": found.status == OccasionStatus.OPEN,
            "statuses": statuses_for(user, found.organization),
        },
    )


@of_planners
def change_occasion(request, pk):
    found = visible(request, Occasion.objects.select_related("organization"), pk, change=True)
    form = OccasionForm(request.POST or None, user=request.user, instance=found)
    return saved(
        request,
        form,
        lambda record: save_occasion(occasion=record, by=request.user),
        title=_("Change the occasion"),
        back=reverse("plan:occasion", args=[pk]),
    )


@of_planners
def add_item(request, pk):
    found = visible(request, Occasion.objects.select_related("organization"), pk, change=True)
    item = PlanItem(occasion=found)
    initial = {"title": found.title, "release_on": found.starts_on}
    form = PlanItemForm(request.POST or None, user=request.user, instance=item, initial=initial)
    return saved_item(request, form, _("Our message"), pk)


@of_planners
def change_item(request, pk):
    items = PlanItem.objects.select_related("occasion__organization")
    item = visible(request, items, pk, change=True)
    form = PlanItemForm(request.POST or None, user=request.user, instance=item)
    return saved_item(request, form, _("Change what is to be said"), item.occasion_id)


def saved_item(request, form, title, occasion_id):
    return saved(
        request,
        form,
        lambda record: save_plan_item(item=record, by=request.user),
        title=title,
        back=reverse("plan:occasion", args=[occasion_id]),
    )


@of_planners
def add_assignment(request, pk):
    items = PlanItem.objects.select_related("occasion__organization")
    item = visible(request, items, pk, change=True)
    assignment = Assignment(plan_item=item)
    initial = {"language": request.LANGUAGE_CODE}
    if item.release_on:
        initial["due_at"] = evening_of(item.release_on)
    form = AssignmentForm(
        request.POST or None, user=request.user, instance=assignment, initial=initial
    )
    return saved_assignment(request, form, _("New assignment"), item.occasion_id)


@of_planners
def change_assignment(request, pk):
    assignments = Assignment.objects.select_related("plan_item__occasion__organization")
    assignment = visible(request, assignments, pk, change=True)
    form = AssignmentForm(request.POST or None, user=request.user, instance=assignment)
    return saved_assignment(
        request, form, _("Change the assignment"), assignment.plan_item.occasion_id
    )


def saved_assignment(request, form, title, occasion_id):
    return saved(
        request,
        form,
        lambda record: save_assignment(assignment=record, by=request.user),
        title=title,
        back=reverse("plan:occasion", args=[occasion_id]),
    )


def visible(request, records, pk, *, change=False):
    """Return the record. Raises Http404 for none, PermissionDenied for one out of reach."""
    record = get_object_or_404(records, pk=pk)
    if change:
        require(request.user, "change", record)
    elif not type(record).objects.visible_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return record


def saved(request, form, save, *, title, back):
    """Show a form; where it is valid, save and go to the occasion."""
    if request.method == "POST" and form.is_valid():
        if form.instance.pk and not form.has_changed():
            messages.info(request, _("Nothing was changed."))
            return redirect(back)
        try:
            with refused_in_words():
                record = save(form.save(commit=False))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, pgettext("message", "Saved."))
            return (
                redirect("plan:occasion", record.pk)
                if isinstance(record, Occasion)
                else redirect(back)
            )
    return render(
        request, "publications/plan/form.html", {"form": form, "form_title": title, "back": back}
    )


# --- The calendar in one's own program ---


@of_planners
def address(request):
    """The secret address of the feed; POST renews it."""
    if request.method == "POST":
        renew_calendar_address(kind=PLAN, owner=request.user)
        messages.success(request, _("The address is new. The old one answers no more."))
        return redirect("plan:address")
    secret = calendar_address_of(kind=PLAN, owner=request.user).secret
    url = secret and settings.PUBLIC_URL + reverse("plan:feed", args=[secret])
    return render(request, "publications/plan/address.html", {"feed_url": url})


def feed(request, secret):
    """The feed, for whoever has the secret; 304 for one that has it in this state.

    It closes with the pages of the plan: when its owner holds no role any more.
    """
    found = get_object_or_404(
        CalendarAddress.objects.opened_by(secret, kind=PLAN).select_related("owner__person"),
        owner__is_active=True,
    )
    if not found.owner.has_perm("publications.view_occasion"):
        raise Http404
    with override(found.owner.language):
        body = feed_of(found.owner)
    return feed_response(request, body, file_name="plan.ics")

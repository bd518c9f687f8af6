"""What is done to one occasion, item or assignment by a button, a drag or a key: POST only."""

import datetime as dt
from urllib.parse import urldefrag

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from mediacenter.toolkit.date_limits import within_limits
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.request_values import day_in, redirect_back
from publications.articles.actions.releasing import publish_text, reschedule_text, schedule_text
from publications.articles.models import ArticleText
from publications.articles.refusals import take_step
from publications.plan.actions.assignments import (
    approve_assignment,
    cancel_assignment,
    finish_assignment,
    give_back_assignment,
    hand_in_assignment,
    reopen_assignment,
    resume_assignment,
    start_article,
    take_assignment,
)
from publications.plan.actions.occasions import (
    cancel_occasion,
    postpone_occasion,
    reschedule_occasion,
    resume_occasion,
)
from publications.plan.actions.plan_items import move_plan_item, release_plan_item_on
from publications.plan.models import Assignment, Occasion, OccasionStatus, PlanItem, PlanStatus
from publications.plan.views import of_planners, visible

ASSIGNMENT_STEPS = {
    "take": take_assignment,
    "hand_in": hand_in_assignment,
    "approve": approve_assignment,
    "give_back": give_back_assignment,
    "finish": finish_assignment,
    "reopen": reopen_assignment,
    "cancel": cancel_assignment,
    "resume": resume_assignment,
}


@require_POST
@of_planners
def occasion(request, pk):
    """`step` is reschedule (with `day`), postpone, cancel (with `reason`) or resume."""
    visible(request, Occasion.objects.select_related("organization"), pk)
    common = {"occasion_id": pk, "by": request.user}
    steps = {
        "reschedule": lambda: reschedule_occasion(to=chosen_day(request), **common),
        "postpone": lambda: postpone_occasion(reason=reason_in(request), **common),
        "cancel": lambda: cancel_occasion(reason=reason_in(request), **common),
        "resume": lambda: resume_occasion(**common),
    }
    page = reverse("plan:occasion", args=[pk])
    return taken(request, chosen_step(request, steps), page, success=message_of_day)


@require_POST
@of_planners
def item(request, pk):
    """`step` is move (with `status`) or reschedule (with `day`)."""
    found = visible(request, PlanItem.objects.select_related("occasion__organization"), pk)
    common = {"item_id": pk, "by": request.user}
    steps = {
        "move": lambda: move_plan_item(to=status_in(request), **common),
        "reschedule": lambda: release_plan_item_on(day=chosen_day(request), **common),
    }
    messages_by_step = {"move": message_of_state, "reschedule": message_of_day}
    act = chosen_step(request, steps)
    return taken(request, act, page_of_item(found), success=messages_by_step[request.POST["step"]])


@require_POST
@of_planners
def assignment(request, pk):
    """`step` is one of ASSIGNMENT_STEPS, or write: take it and open its article."""
    found = visible(
        request, Assignment.objects.select_related("plan_item__occasion__organization"), pk
    )
    if request.POST.get("step") == "write":
        return begin_article(request, found)
    steps = {
        name: lambda act=act: act(assignment_id=pk, by=request.user)
        for name, act in ASSIGNMENT_STEPS.items()
    }
    return taken(request, chosen_step(request, steps), page_of_item(found.plan_item))


@require_POST
@of_planners
def text(request, pk):
    """`step` is publish (with `at`, or now), schedule or reschedule (with `day`)."""
    found = get_object_or_404(ArticleText.objects.select_related("article__organization"), pk=pk)
    demand(request.user, "publications.view_article", found.article)
    common = {"text_id": pk, "by": request.user}
    steps = {
        "publish": lambda: publish_text(at=moment_in(request), **common),
        "schedule": lambda: schedule_text(day=chosen_day(request), **common),
        "reschedule": lambda: reschedule_text(day=chosen_day(request), **common),
    }
    return taken(request, chosen_step(request, steps), reverse("plan:today"))


def begin_article(request, found):
    """Lead into the form of the article, at the language of the assignment."""
    try:
        article = start_article(assignment_id=found.pk, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("plan:occasion", found.plan_item.occasion_id)
    url = reverse("admin:publications_article_change", args=[article.pk])
    return redirect(f"{url}#text-{found.language}")


def chosen_step(request, steps):
    try:
        return steps[request.POST.get("step", "")]
    except KeyError as error:
        raise SuspiciousOperation from error


def chosen_day(request):
    day = day_in(request.POST.get("day", ""))
    if day is None:
        raise ValidationError(_("Choose the day."))
    return day


def reason_in(request):
    reason = request.POST.get("reason", "").strip()
    longest = Occasion._meta.get_field("reason").max_length
    if len(reason) > longest:
        raise ValidationError(
            _("The reason is longer than %(number)s characters.") % {"number": longest}
        )
    return reason


def status_in(request):
    if request.POST.get("status") not in PlanStatus.values:
        raise SuspiciousOperation
    return PlanStatus(request.POST["status"])


def moment_in(request):
    entered = request.POST.get("at", "").strip()
    if not entered:
        return None
    try:
        return timezone.make_aware(within_limits(dt.datetime.fromisoformat(entered)))
    except ValueError as error:
        raise ValidationError(_("Enter the date and time.")) from error


def page_of_item(item):
    return reverse("plan:occasion", args=[item.occasion_id]) + f"#item-{item.pk}"


def message_of_day(record):
    """Where an occasion or a plan item stands now that it was moved."""
    day = record.when if isinstance(record, Occasion) else date_format(record.release_on)
    if isinstance(record, Occasion) and record.status != OccasionStatus.OPEN:
        day = record.get_status_display()
    return _("“%(title)s”: now %(where)s.") % {"title": record.title, "where": day}


def message_of_state(item):
    where = item.get_status_display()
    return _("“%(title)s”: now %(where)s.") % {"title": item.title, "where": where}


def taken(request, act, page, success=None):
    """Take a step and go back to where it was taken; what stands in its way is said there.

    The page comes back at what was moved, and with a refusal at its top, where it is said.
    """
    is_taken = take_step(request, act, success=success or pgettext("message", "Saved."))
    response = redirect_back(request, page)
    if not is_taken:
        response["Location"] = urldefrag(response["Location"]).url
    return response

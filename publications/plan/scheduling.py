"""The day on which a text becomes public, chosen in a form: the same as dragging it there."""

import datetime as dt
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from mediacenter.toolkit.permissions import demand
from publications.articles.actions.releasing import reschedule_text, schedule_text, usual_moment
from publications.articles.checklist import missing_in
from publications.articles.models import ArticleText, Status, TextState
from publications.articles.refusals import refusals_of
from publications.plan.forms import day_input
from publications.plan.views import of_planners

STEPS = {"schedule": schedule_text, "reschedule": reschedule_text}


class ScheduleForm(forms.Form):
    day = forms.DateField(label=pgettext_lazy("field", "day"), widget=day_input())
    time = forms.TimeField(
        label=pgettext_lazy("field", "hour"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


@of_planners
def schedule(request, pk):
    """For an approved text, and for a scheduled one that moves. `step` is one of STEPS."""
    found = get_object_or_404(ArticleText.objects.select_related("article__organization"), pk=pk)
    demand(request.user, "publications.publish_text", found)
    form = ScheduleForm(request.POST or None, initial=proposed_for(found))
    if request.method == "POST" and form.is_valid():
        step = partial(step_in(request), text_id=pk, by=request.user, **form.cleaned_data)
        if refusals := refusals_of(step):
            form.add_error(None, refusals)
        else:
            messages.success(request, pgettext("message", "Saved."))
            month = reverse("plan:month")
            return redirect(f"{month}?day={form.cleaned_data['day']}#text-{pk}")
    context = {"text": found, "form": form, "step": step_of(found)}
    if found.status == Status.READY and not form.is_bound:
        context["missing"] = missing_in(found, by=request.user)
    return render(request, "publications/plan/schedule.html", context)


def step_in(request):
    try:
        return STEPS[request.POST.get("step", "")]
    except KeyError as error:
        raise SuspiciousOperation from error


def step_of(text):
    """What can be done with the text as it is now; "" for nothing."""
    return {TextState.READY: "schedule", TextState.SCHEDULED: "reschedule"}.get(text.state, "")


def proposed_for(text):
    moment = text.published_at or text.embargo_until
    if moment is None:
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        moment = usual_moment(tomorrow)
    moment = timezone.localtime(moment)
    return {"day": moment.date(), "time": moment.time()}

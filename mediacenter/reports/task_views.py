"""The page on which it is told what became of the tasks that the year before had set."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache

from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.forms import in_each, labels_by_language
from mediacenter.toolkit.overwriting import AsksBeforeOverwriting
from mediacenter.toolkit.permissions import demand
from unions.models import Organization

from .actions.tasks_ahead import keep_task_ahead
from .facts.shapes import LIST_ROWS
from .locks import refuse_locked_task
from .models import TaskAhead, TaskStatus
from .views import check_year

TOLD = [
    (TaskStatus.AHEAD, pgettext_lazy("task", "not told yet")),
    *((one.value, one.label) for one in TaskStatus if one != TaskStatus.AHEAD),
]


class FollowedTaskForm(AsksBeforeOverwriting):
    status = forms.ChoiceField(
        label=pgettext_lazy("report", "Outcome of the task"),
        choices=TOLD,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = TaskAhead
        fields = ("status", *in_each("outcome"))
        widgets = dict.fromkeys(in_each("outcome"), forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in labels_by_language(TaskAhead).items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].widget.attrs["lang"] = name[-2:]

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and self.has_changed():
            try:
                refuse_locked_task(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)

    @property
    def words(self):
        """The fields of the line, one a language."""
        return [self[name] for name in in_each("outcome")]


@login_required
@never_cache
def former_tasks(request, slug, year):
    """`year` is that of the report which tells it."""
    organization = get_object_or_404(Organization, slug=slug)
    demand(request.user, "reports.write_narrative", organization)
    check_year(year)
    tasks = TaskAhead.objects.filter(organization=organization, year=year - 1)
    tasks = tasks.select_related("organization").order_by("number")
    shown = FirstOf(tasks, LIST_ROWS)
    sent = request.POST if request.method == "POST" else None
    told = [FollowedTaskForm(sent, instance=one, prefix=str(one.pk)) for one in shown]
    unfit = [form for form in told if sent and not form.is_valid()]  # each says what is amiss
    if sent and not unfit and stores(told, request.user):
        messages.success(request, pgettext("message", "Saved."))
        return redirect("reports:former_tasks", slug, year)
    return render(
        request,
        "reports/former_tasks.html",
        {"organization": organization, "year": year, "forms": told, "tasks": shown},
    )


def stores(told, user):
    """Whether all that was changed is stored; what is refused stands in its form."""
    form = None
    try:
        with transaction.atomic():
            for form in told:
                if form.has_changed():
                    keep_task_ahead(task=form.instance, by=user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True

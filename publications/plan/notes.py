"""Notes on days: a small form each."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.toolkit.overwriting import AsksBeforeOverwriting
from mediacenter.toolkit.permissions import demand
from publications.plan.actions.day_notes import delete_day_note, save_day_note
from publications.plan.forms import day_input
from publications.plan.models import DayNote
from publications.plan.views import day_asked_for, of_planners, visible
from unions.choices import offer_organizations
from unions.roles import WRITERS


class DayNoteForm(AsksBeforeOverwriting):
    class Meta:
        model = DayNote
        fields = ("words", "starts_on", "ends_on", "organization")
        widgets = {"starts_on": day_input(), "ends_on": day_input()}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance.organization if self.instance.organization_id else None
        offer_organizations(self, user=user, chosen=chosen)


@of_planners
def add_note(request):
    """`day` and `organization` (its slug) fill the form beforehand."""
    demand(request.user, "publications.add_daynote")
    initial = {"starts_on": day_asked_for(request)}
    slug = request.GET.get("organization", "")
    chosen = request.user.reach(*WRITERS).filter(slug=slug).first() if slug else None
    if chosen:
        initial["organization"] = chosen.pk
    form = DayNoteForm(request.POST or None, user=request.user, initial=initial)
    return saved(request, form, _("New note on a day"))


@of_planners
def change_note(request, pk):
    """Change a note, or `delete` it."""
    note = visible(request, DayNote.objects.select_related("organization"), pk, change=True)
    if "delete" in request.POST:
        delete_day_note(daynote_id=pk, by=request.user)
        messages.success(request, _("The note is deleted."))
        return redirect(month_with(note.starts_on))
    form = DayNoteForm(request.POST or None, user=request.user, instance=note)
    return saved(request, form, _("Change the note"))


def saved(request, form, title):
    if request.method == "POST" and form.is_valid():
        note = form.save(commit=False)
        if note.pk and not form.has_changed():
            messages.info(request, _("Nothing was changed."))
        else:
            save_day_note(note=note, by=request.user)
            messages.success(request, pgettext("message", "Saved."))
        return redirect(month_with(note.starts_on))
    context = {"form": form, "form_title": title, "back": reverse("plan:month")}
    return render(request, "publications/plan/note.html", context)


def month_with(day):
    return f"{reverse('plan:month')}?day={day}"

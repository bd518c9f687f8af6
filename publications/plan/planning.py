"""One form for an occasion together with its materials: from the calendar, a date or a proposal."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.races import refused_in_words
from mediacenter.toolkit.request_values import whole_number
from mediacenter.toolkit.sent_once import once
from publications.plan.actions import planning
from publications.plan.forms import OccasionForm
from publications.plan.materials import MaterialRows
from publications.plan.models import MemorableDate, Occasion, OccasionStatus
from publications.plan.views import day_asked_for, of_planners, visible
from unions.models import Organization
from unions.roles import WRITERS


@of_planners
def add_occasion(request):
    """`day`, `organization` (its slug) and `date` (a memorable one) fill the form beforehand."""
    demand(request.user, "publications.add_occasion")
    slug = request.GET.get("organization", "")
    chosen = Organization.objects.filter(slug=slug).first() if slug else None
    if chosen and not request.user.has_role_at(chosen, *WRITERS):
        chosen = None
    initial = {"organization": chosen} if chosen else {}
    if request.GET.get("day"):
        initial["when"] = f"{day_asked_for(request):%d.%m.%Y}"
    initial |= words_of(request.GET.get("date", ""), request.user)
    form = OccasionForm(request.POST or None, user=request.user, initial=initial)
    return planned(request, form, title=_("New information occasion"), back=reverse("plan:month"))


def words_of(key, user):
    """The name of a memorable date and its rubric, for the form of an occasion."""
    dates = MemorableDate.objects.kept_by(user)
    date = dates.filter(pk=whole_number(key)).select_related("rubric").first()
    if date is None:
        return {}
    titles = {f"title_{code}": getattr(date, f"name_{code}") for code, _name in settings.LANGUAGES}
    return {**titles, "rubric": date.rubric}


@of_planners
def plan_occasion(request, pk):
    """Plan an occasion that is there already: one proposed, or one with further materials."""
    found = visible(request, Occasion.objects.select_related("organization"), pk, change=True)
    back = reverse("plan:occasion", args=[pk])
    if found.status != OccasionStatus.OPEN:
        messages.error(request, _("The occasion is not open: resume it first."))
        return redirect(back)
    form = OccasionForm(request.POST or None, user=request.user, instance=found)
    return planned(request, form, title=_("Plan the materials"), back=back)


def planned(request, form, **page):
    """Show the form with its rows; save all of it where all is right, or offer more rows."""
    return once(request, partial(shown_or_saved, request, form, **page))


def shown_or_saved(request, form, *, title, back):
    wants_more = "more" in request.POST
    data = MaterialRows.with_more(request.POST) if wants_more else request.POST
    rows = MaterialRows(data or None, user=request.user, organization=organization_in(form))
    if wants_more:
        for part in (form, *rows.forms):
            part.errors.clear()  # nobody has said yet that it is complete
    elif request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        materials = rows.materials(form.instance)
        if None not in materials and (saved := save(form, materials, request.user)):
            messages.success(request, pgettext("message", "Saved."))
            return redirect("plan:occasion", saved.pk)
    context = {"form": form, "rows": rows, "form_title": title, "back": back}
    return render(request, "publications/plan/planning.html", context)


def save(form, materials, user):
    try:
        with refused_in_words():
            return planning.plan_occasion(
                occasion=form.save(commit=False), materials=materials, by=user
            )
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return None


def organization_in(form):
    """Whose occasion it is, as the form says now: its channels and people are offered."""
    field = form.fields["organization"]
    key = form["organization"].value()
    if isinstance(key, Organization):
        return key
    try:
        return field.queryset.filter(pk=key).first() if key else None
    except ValueError:
        return None

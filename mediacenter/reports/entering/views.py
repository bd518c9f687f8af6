"""The page on which somebody enters the year of an organization, section by section."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mediacenter.reports.actions.entering import enter_section
from mediacenter.reports.actions.unsaved_sections import (
    close_unsaved_section,
    keep_unsaved_section,
    unsaved_sections,
)
from mediacenter.reports.indicators import Section
from mediacenter.reports.views import check_year, readable_organization
from mediacenter.reports.years import has_reports
from mediacenter.toolkit.sent_once import once
from publications.articles.writing.edit_session import EditSessionForm
from unions.models import Organization

from .page import known_names, section_of, sections_of
from .place import Place

OF_THE_FORM = {
    *("csrfmiddlewaretoken", "edit_session", "sequence", "recovered", "signature"),
    *("more", "save", "discard"),
}


def place_of(request, slug, year):
    organization = readable_organization(request.user, slug)
    check_year(year)
    return Place(organization, year, request.user)


@never_cache
def enter(request, slug, year):
    """The sections of a year with what is known and what is missing in each."""
    place = place_of(request, slug, year)
    unsaved = unsaved_sections(user=request.user, organization=place.organization, year=year)
    asked = request.GET.get("figure", "")
    return page(request, place, sections_of(place, unsaved=unsaved, asked=asked))


def page(request, place, sections, *, refused=()):
    return render(
        request,
        "reports/entering/page.html",
        {
            "organization": place.organization,
            "year": place.year,
            "last_year": place.year - 1,
            "last_day": place.last_day,
            "sections": sections,
            "refused": refused,
            "session": EditSessionForm.begun(user=request.user).initial,
            "known": known_names(place),
        },
    )


def keeps_words(view):
    """Around the saving of a section: who is signed out, or has signed in again since, finds what
    was sent in the form."""

    @wraps(view)
    @csrf_exempt  # what is kept has the writer's signature; what is saved needs a token
    def keeping(request, slug, year, section):
        if not request.user.is_authenticated:
            keep_sent(request, slug, year, section)
            return redirect_to_login(address(slug, year, section))
        if CsrfViewMiddleware(view).process_view(request, view, (), {}) is not None:
            if not keep_sent(request, slug, year, section):
                raise PermissionDenied
            return redirect(address(slug, year, section))
        return view(request, slug, year, section)

    return keeping


def keep_sent(request, slug, year, section):
    """Keep what was sent for whoever has opened the page, and nobody else; whether it is kept."""
    form = EditSessionForm(request.POST)
    writer = (
        form.is_valid()
        and get_user_model().objects.filter(pk=form.opened_by, is_active=True).first()
    )
    organization = Organization.objects.filter(slug=slug).first()
    if not writer or organization is None or section not in Section.values:
        return False
    if not has_reports(year):
        return False
    if request.user.is_authenticated and request.user != writer:
        return False
    try:
        keep_unsaved_section(
            user=writer,
            organization=organization,
            year=year,
            section=section,
            edit_session=form.cleaned_data["edit_session"],
            sequence=form.cleaned_data["sequence"],
            fields=typed(request.POST),
        )
    except (PermissionDenied, ValidationError):
        return False
    messages.warning(
        request,
        _(
            "This was not saved: you were signed out, or have signed in again since. What you have"
            " written is kept, and you find it in the form: save it there."
        ),
    )
    return True


def typed(sent):
    return {name: values for name, values in sent.lists() if name not in OF_THE_FORM}


def address(slug, year, section):
    return f"{reverse('reports:enter', args=[slug, year])}#section-{section}"


@never_cache
@require_POST
@keeps_words
def save_section(request, slug, year, section):
    """Store a section whole, or show it again with what was refused."""
    place = place_of(request, slug, year)
    if section not in Section.values:
        raise Http404
    return once(request, lambda: answer(request, place, Section(section)))


def answer(request, place, section):
    organization, year = place.organization, place.year
    session = EditSessionForm(request.POST)
    if not session.is_valid():
        return HttpResponseBadRequest()
    edit_session = session.cleaned_data["edit_session"]
    of = {"user": request.user, "organization": organization, "year": year}
    of |= {"section": section.value, "edit_session": edit_session}
    if "discard" in request.POST:
        close_unsaved_section(**of)
        return redirect(address(organization.slug, year, section.value))
    if "more" in request.POST:
        return page(request, place, sections_of(place, sent=(section.value, request.POST)))
    form, outcome = enter_section(
        organization=organization, build=lambda: section_of(place, section, request.POST)
    )
    if outcome.refused:
        others = unsaved_sections(user=request.user, organization=organization, year=year)
        sections = [
            form if one.code == section.value else one
            for one in sections_of(place, sent=(section.value, request.POST), unsaved=others)
        ]
        return page(request, place, sections, refused=outcome.refused)
    close_unsaved_section(**of)
    if outcome.saved:
        words = ngettext("%(number)s row is saved.", "%(number)s rows are saved.", outcome.saved)
        messages.success(request, words % {"number": outcome.saved})
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(address(organization.slug, year, section.value))


@never_cache
@require_POST
def keep_section(request, slug, year, section):
    """Keep what is typed into a section and not saved yet, as its form would be sent."""
    place = place_of(request, slug, year)
    session = EditSessionForm(request.POST)
    if section not in Section.values or not session.is_valid():
        return HttpResponseBadRequest()
    try:
        keep_unsaved_section(
            user=request.user,
            organization=place.organization,
            year=year,
            section=section,
            edit_session=session.cleaned_data["edit_session"],
            sequence=session.cleaned_data["sequence"],
            fields=typed(request.POST),
        )
    except ValidationError:
        return HttpResponseBadRequest()
    return JsonResponse({"kept": True})

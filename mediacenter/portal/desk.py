"""What every page of the admin leads to: finding something by its name, and keeping it at hand."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.toolkit.request_values import redirect_back
from unions.actions.pins import pin, unpin

from .finding import found_for
from .sidebar import places_of, sidebar_of

LONGEST_QUESTION = 200
PINNED = {pin: _("Now at the top: %(name)s"), unpin: _("No longer at the top: %(name)s")}


@login_required
@never_cache
def find(request):
    """`q` are beginnings of words; with `part` only the answer, for the window of Ctrl+K."""
    if not request.user.is_staff:
        raise PermissionDenied
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    context = {"asked": asked, "found": found_for(request, asked) if asked else []}
    if "part" in request.GET:
        return render(request, "admin/found.html", context)
    context |= {**admin.site.each_context(request), "title": pgettext("button", "Find")}
    return render(request, "admin/find.html", context)


@login_required
@require_POST
def change_pins(request):
    """`pin` or `unpin` is a place of the sidebar; `next` is the page to come back to.

    With `part` the answer is the list of the sidebar alone, for the page that stays.
    """
    if not request.user.is_staff:
        raise PermissionDenied
    verb = next((verb for verb in (pin, unpin) if verb.__name__ in request.POST), None)
    if verb is None:
        raise SuspiciousOperation
    place, places = request.POST[verb.__name__], places_of(request)
    if place not in places:
        raise PermissionDenied
    refused = ""
    try:
        verb(user=request.user, place=place)
    except ValidationError as refusal:
        refused = " ".join(refusal.messages)
    if "part" in request.POST:
        work = sidebar_of(request, request.POST.get("next"))
        message = refused or PINNED[verb] % {"name": places[place]}
        return render(request, "admin/work_list.html", {"work": work, "message": message})
    if refused:
        messages.error(request, refused)
    return redirect_back(request, reverse("admin:index"))

"""Crisis cards in the cabinet: what to say, on one page for a phone or for paper."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from mediacenter.toolkit.permissions import asks_for, demand
from publications.press.actions.crisis import close_crisis, log_in_crisis, reopen_crisis
from publications.press.models import CrisisCard

ON_A_PAGE = 50


@asks_for("publications.view_crisiscard")
def cards(request):
    """The cards that the user reaches, the open ones first."""
    found = (
        CrisisCard.objects.visible_to(request.user)
        .select_related("organization", "spokesperson")
        .order_by(F("closed_at").desc(nulls_first=True), "-opened_at")
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    may_open = request.user.has_perm("publications.add_crisiscard")
    return render(request, "publications/crises/cards.html", {"page": page, "may_open": may_open})


@asks_for("publications.view_crisiscard")
def card(request, pk):
    found = reached(request, pk, "view")
    return render(
        request,
        "publications/crises/card.html",
        {
            "card": found,
            "statements": statements_of(found),
            "answers": found.answers.all(),
            "entries": found.log.select_related("written_by__person").order_by("-at", "-pk"),
            "may_change": request.user.has_perm("publications.change_crisiscard", found),
        },
    )


def statements_of(card):
    """What may be said, as (language code, its name, words), where there are any."""
    statements = (
        (code, name, getattr(card, f"statement_{code}")) for code, name in settings.LANGUAGES
    )
    return [(code, name, words) for code, name, words in statements if words]


@require_POST
@asks_for("publications.change_crisiscard")
def step(request, pk):
    """`step` is log (with `words`), close (with `outcome`) or reopen."""
    reached(request, pk, "change")
    common = {"card_id": pk, "by": request.user}
    steps = {
        "log": lambda: log_in_crisis(words=words_in(request, "words", 2000), **common),
        "close": lambda: close_crisis(outcome=words_in(request, "outcome", 500), **common),
        "reopen": lambda: reopen_crisis(**common),
    }
    if request.POST.get("step") not in steps:
        raise SuspiciousOperation
    try:
        steps[request.POST["step"]]()
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, pgettext("message", "Saved."))
    return redirect("crises:card", pk)


def words_in(request, name, longest):
    words = request.POST.get(name, "")
    if len(words) > longest:
        raise ValidationError(_("This is longer than %(limit)s characters.") % {"limit": longest})
    return words


def reached(request, pk, verb):
    cards = CrisisCard.objects.select_related("organization", "spokesperson")
    found = get_object_or_404(cards, pk=pk)
    demand(request.user, f"publications.{verb}_crisiscard", found)
    return found

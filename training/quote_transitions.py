"""The states of a participant's quote: not shown ⇄ approved, and shown to the public."""

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import DatedStates, both_ways

from .models import ParticipantQuote


def locked_quote(key):
    found = ParticipantQuote.objects.select_for_update(no_key=True, of=["self"])
    return found.select_related("seminar__organizer").get(pk=key)


def seminar_of(quote):
    return quote.seminar


QUOTE = DatedStates(lock=locked_quote, field="approved_at", asks_of=seminar_of, tells_of=seminar_of)
APPROVE, HIDE = both_ways(
    QUOTE,
    permission="training.keep_list",
    codes=("quote.approved", "quote.hidden"),
    refusals=(_("This quote is shown already."), _("This quote is not shown.")),
)

"""Taking a step in somebody's name: the page says that it is done, or what stands in its way."""

from django.contrib import messages
from django.core.exceptions import ValidationError

from mediacenter.toolkit.races import refused_in_words
from publications.articles.actions.releasing import NotReady


def take_step(request, act, *, success):
    """`success`: the message then, or what makes it of that which `act` has returned.

    Returns whether the step is taken.
    """
    outcome = []
    refusals = refusals_of(lambda: outcome.append(act()))
    for sentence in refusals:
        messages.error(request, sentence)
    if not refusals:
        messages.success(request, success(*outcome) if callable(success) else success)
    return not refusals


def refusals_of(act):
    """Take a step; return what stands in its way, a sentence each, [] where it is taken."""
    try:
        with refused_in_words():
            act()
    except ValidationError as refusal:
        return refusal.messages
    except NotReady as refusal:
        return list(refusal.missing)
    return []

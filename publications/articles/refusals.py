"""Taking a step in somebody's name: the page says that it is done, or what stands in its way."""

from django.contrib import messages
from django.core.exceptions import ValidationError

from mediacenter.toolkit.races import refused_in_words
from publications.articles.actions.releasing import NotReady


def take_step(request, act, *, done):
    """`done`: what is said then, or what says it of that which `act` has returned.

    Returns whether the step is taken.
    """
    outcome = []
    refusals = refusals_of(lambda: outcome.append(act()))
    for sentence in refusals:
        messages.error(request, sentence)
    if not refusals:
        messages.success(request, done(*outcome) if callable(done) else done)
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

"""Taking a step in somebody's name: the page says that it is done, or what stands in its way."""

from django.contrib import messages
from django.core.exceptions import ValidationError

from . import actions


def attempt(request, act, *, done):
    try:
        act()
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    except actions.NotReady as refusal:
        for sentence in refusal.missing:
            messages.error(request, sentence)
    except actions.WrongState as refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, done)

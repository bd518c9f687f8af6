"""The page to which each mail of news leads: no more of these."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from . import actions, unsubscribing


@csrf_exempt  # who follows RFC 8058 posts without a page; what is signed proves where it came from
@never_cache
def unsubscribe(request, token):
    """A page asks, and its button, or a mail program, does it: nothing happens by a mere look."""
    subscription = unsubscribing.read(token)
    if subscription is None:
        raise Http404
    if request.method == "POST":
        if "again" in request.POST:
            actions.subscribe_again(subscription=subscription)
        else:
            actions.unsubscribe(subscription=subscription)
    return render(
        request,
        "outbox/unsubscribe.html",
        {"name": subscription.name, "has_ended": subscription.ended().exists()},
    )

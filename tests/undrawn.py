"""A page before it is drawn: its forms and figures stand in it, and drawing is what takes long."""

from django.contrib.auth import get_user
from django.contrib.messages.storage import default_storage
from django.test import RequestFactory
from django.urls import resolve


def context_of(client, url):
    """What the view of a page hands to its template for whoever this client has signed in.

    Raises what the view raises: PermissionDenied, Http404.
    """
    request = RequestFactory().get(url)
    request.session = client.session
    request.user = get_user(request)
    request._messages = default_storage(request)
    view, args, kwargs = resolve(request.path_info)
    return view(request, *args, **kwargs).context_data

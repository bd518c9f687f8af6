"""A form that is sent after its writer was signed out: its words wait until they are back.

They become unsaved work of whoever has opened the form, which its signature says, and stay on the
server: no page of signing in carries them, and nobody else who signs in there sees them.
"""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from mediacenter.toolkit.request_values import whole_number
from publications.articles.actions.unsaved import keep_unsaved_form
from publications.articles.models import Article

from .edit_session import EditSessionForm, typed_in

# What the form of a new article takes from its address.
CHOSEN = ("kind", "organization", "rubric", "cover", "tags", "related")


def keeps_words(view):
    """Around a view of the admin that takes the form of an article."""

    @wraps(view)
    @csrf_exempt  # what is kept has the writer's signature; what is saved needs a token
    def keeping(request, *args, **kwargs):
        if request.method == "POST":
            if not request.user.is_authenticated:
                return redirect_to_login(ask_to_sign_in(request, **kwargs))
            if CsrfViewMiddleware(view).process_view(request, view, args, kwargs) is not None:
                way_back = keep_words(request, **kwargs)
                if way_back:
                    messages.warning(
                        request,
                        _(
                            "You have signed in again since this form was opened, so that it was"
                            " not saved. Your words are in it again: please save now."
                        ),
                    )
                    return redirect(way_back)
        return view(request, *args, **kwargs)

    return keeping


def ask_to_sign_in(request, object_id=None):
    way_back = keep_words(request, object_id)
    if way_back is None:
        return request.get_full_path()
    messages.warning(
        request,
        _(
            "You were signed out before this was saved. Your words are kept: sign in again, and"
            " they will be in the form."
        ),
    )
    return way_back


def keep_words(request, object_id=None):
    """Keep what was sent as the unsaved work of whoever has opened the form, and nobody else's.

    Returns the address at which they find it again; None where nothing is kept.
    """
    form = EditSessionForm(request.POST)
    writer = form.is_valid() and writer_of(form, request.user)
    is_new = object_id is None
    article = None if is_new else Article.objects.filter(pk=key_in(object_id)).first()
    if not writer or (article is None and not is_new):
        return None
    edit_session = form.cleaned_data["edit_session"]
    try:
        keep_unsaved_form(
            user=writer,
            article=article,
            edit_session=edit_session,
            sequence=form.cleaned_data["sequence"],
            texts=typed_in(request.POST),
            recovered=form.cleaned_data["recovered"],
        )
    except (PermissionDenied, ValidationError):
        return None
    asked = {"recover": edit_session}
    if is_new:
        chosen = {name: ",".join(request.POST.getlist(name)) for name in CHOSEN}
        asked |= {name: value for name, value in chosen.items() if value}
    return f"{request.path}?{urlencode(asked)}"


def key_in(part):
    return whole_number(part)


def writer_of(form, visitor):
    """Who has opened the form; None where somebody else is signed in by now."""
    found = get_user_model().objects.filter(pk=form.opened_by, is_active=True).first()
    return found if visitor.is_anonymous or visitor == found else None

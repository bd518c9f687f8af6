"""The page of a public form."""

from functools import wraps

from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters


def public_form(view):
    """For a view with a PublicForm: its page is one visitor's own, and no report tells its words.

    A page that is only opened may lie in its browser, which gives back what was typed there to who
    goes back; one that shows again what was sent may lie nowhere. Cookies are not needed: the form
    itself tells that it was opened here, and one that cannot comes back filled.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True, max_age=0)
        if request.method == "POST":
            patch_cache_control(response, no_store=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return guarded

"""A form that was shown does its work once, however often it is sent: by a double click, or anew.

The token against forgery is another one in each form that is shown: so it tells them apart.
"""

import hashlib

from django.contrib import messages
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

REMEMBERED = 24 * 60 * 60  # seconds


def once(request, answer):
    """Return answer(), in one transaction; to the same form again, lead to where it led before.

    Only a form that led on has done its work, or whose answer says so (`did_its_work`), as in a
    window that closes then, and gives the same answer again: one that was refused may be sent anew.
    """
    if request.method != "POST" or not request.POST.get("csrfmiddlewaretoken"):
        return answer()
    led_to, key = caches["limits"], key_of(request)
    with transaction.atomic():
        # a second one waits here, in the database, until the first has ended
        if not led_to.add(key, "", REMEMBERED):
            return same_answer(request, led_to.get(key))
        response = answer()
        if response.status_code == 302:
            led_to.set(key, response.url, REMEMBERED)
        elif getattr(response, "did_its_work", False):
            led_to.set(key, {"page": response.render().content.decode()}, REMEMBERED)
        else:
            led_to.delete(key)
    return response


def same_answer(request, led_to):
    if isinstance(led_to, dict):
        return HttpResponse(led_to["page"])
    messages.info(request, _("The form was sent twice and carried out once."))
    return redirect(led_to or request.get_full_path())


def key_of(request):
    files = [(name, file.name, file.size) for name, file in request.FILES.items()]
    sent = (request.user.pk, request.get_full_path(), sorted(request.POST.lists()), files)
    return f"sent:{hashlib.sha256(ascii(sent).encode()).hexdigest()}"

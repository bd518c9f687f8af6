"""A form that was shown does its work once, however often it is sent: by a double click, or anew.

The token against forgery is another one in each form that is shown: so it tells them apart.
"""

import hashlib

from django.contrib import messages
from django.core.cache import caches
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

REMEMBERED = 24 * 60 * 60  # seconds


def once(request, answer):
    """Return answer(), in one transaction; to the same form again, lead to where it led before.

    Only a form that led on has done its work: one that was refused may be sent again.
    """
    if request.method != "POST" or not request.POST.get("csrfmiddlewaretoken"):
        return answer()
    led_to, key = caches["limits"], key_of(request)
    with transaction.atomic():
        # a second one waits here, in the database, until the first has ended
        if not led_to.add(key, "", REMEMBERED):
            messages.info(request, _("The form was sent twice and carried out once."))
            return redirect(led_to.get(key) or request.get_full_path())
        response = answer()
        if response.status_code == 302:
            led_to.set(key, response.url, REMEMBERED)
        else:
            led_to.delete(key)
    return response


def key_of(request):
    files = [(name, file.name, file.size) for name, file in request.FILES.items()]
    sent = (request.user.pk, request.get_full_path(), sorted(request.POST.lists()), files)
    return f"sent:{hashlib.sha256(ascii(sent).encode()).hexdigest()}"

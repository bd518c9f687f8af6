"""What is said after deleting: where it lies, and the way to bring it back."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _


def tell_way_back(request, entries):
    """`entries`: BinEntries, None for what does not come back."""
    kept = [entry for entry in entries if entry is not None]
    if not kept:
        return
    if len(kept) == 1:
        address = reverse("admin:unions_binentry_bring_back", args=[kept[0].pk])
        words = _("Undo: bring it back")
    else:
        address = reverse("admin:unions_binentry_changelist")
        words = _("To the bin")
    messages.info(
        request,
        format_html(
            '{} <a class="underline" href="{}">{}</a>',
            _("What was deleted stays in the bin for 30 days."),
            address,
            words,
        ),
    )

"""What the use cases of training say in the journal."""

from django.utils.translation import gettext_lazy as _

CODES = {
    "seminar.cancelled": _("seminar cancelled: %(reason)s"),
    "seminar.held": _("seminar to be held after all"),
}

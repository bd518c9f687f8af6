"""What the use cases of this room say in the journal."""

from django.utils.translation import gettext_lazy as _

CODES = {
    "visit.entered": _("visit entered"),
    "visit.changed": _("visit changed"),
    "letter.came": _("message came from the website"),
}

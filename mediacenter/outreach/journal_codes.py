"""What the use cases of this room say in the journal."""

from django.utils.translation import gettext_lazy as _

CODES = {
    "visit.entered": _("visit entered"),
    "visit.changed": _("visit changed"),
    "letter.came": _("message came from the website"),
    "application.came": _("application for membership came"),
    "application.passed_on": _("application handed on"),
    "application.accepted": _("application accepted"),
    "application.declined": _("application declined"),
}

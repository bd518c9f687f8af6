"""What the use cases of this room say in the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CODES = {
    "figure.declared": pgettext_lazy("journal", "figure declared"),
    "figure.withdrawn": pgettext_lazy("journal", "withdrew figure"),
    "report.requested": pgettext_lazy("journal", "asked for report"),
    "report.all_requested": pgettext_lazy("journal", "asked for the reports of all branches"),
    "report.narrative_written": _("texts of the report written"),
    "report.published": _("report published"),
    "report.withdrawn": _("report withdrawn"),
}

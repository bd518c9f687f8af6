"""What the use cases of this room say in the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CODES = {
    "figure.declared": pgettext_lazy("journal", "figure declared"),
    "figure.withdrawn": pgettext_lazy("journal", "withdrew figure"),
    "indicator.worded": pgettext_lazy("journal", "worded an indicator of the reports"),
    "report.requested": pgettext_lazy("journal", "asked for report"),
    "report.all_requested": pgettext_lazy("journal", "asked for the reports of all branches"),
    "report.all_scheduled": pgettext_lazy(
        "journal", "had the reports of all branches built on %(day)s"
    ),
    "report.all_unscheduled": pgettext_lazy(
        "journal", "took back the scheduled building of all reports"
    ),
    "report.narrative_written": _("texts of the report written"),
    "report.published": _("report published"),
    "report.withdrawn": _("report withdrawn"),
    "reporting_year.opened": pgettext_lazy("journal", "reporting year opened"),
    "reporting_year.changed": pgettext_lazy("journal", "deadlines of the reporting year changed"),
    "reporting_year.closed": pgettext_lazy("journal", "reporting year closed"),
    "report.submitted": pgettext_lazy("journal", "report submitted"),
    "report.returned": pgettext_lazy("journal", "report returned with remarks"),
    "report.accepted": pgettext_lazy("journal", "report accepted"),
    "report.signed": pgettext_lazy("journal", "report signed, No. %(number)s"),
    "report.opened": pgettext_lazy("journal", "signed report opened to everybody"),
    "report.taken_back": pgettext_lazy("journal", "signed report taken off the site"),
    "report.correction_begun": pgettext_lazy("journal", "correction of a signed report begun"),
    "report.deadline_extended": pgettext_lazy("journal", "may submit the report until %(until)s"),
    "report.commented": pgettext_lazy("journal", "commented on a figure of the report"),
    "report.reminded": pgettext_lazy("journal", "reminded of the report"),
    "report.doubt_answered": pgettext_lazy("journal", "answered what was doubtful in the report"),
}

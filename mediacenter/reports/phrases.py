"""What a report job says of itself to the person who waits for it."""

from django.utils.translation import gettext_lazy as _

STAGES = {
    "collect": _("Collecting the figures"),
    "compose": _("Writing the report"),
    "print": _("Printing the PDF"),
    "store": _("Saving the file"),
}
FAILURES = {
    "malformed": _(
        "The report could not be put together. The administrator finds the cause in the log."
    ),
    "too_many_rows": _(
        "The report holds more rows than one document can print. Build the reports of the branches."
    ),
    "template": _("The PDF could not be printed. The administrator finds the cause in the log."),
    "timeout": _("Printing took too long and was stopped. Try again in a few minutes."),
    "not_stored": _("There was no room for the file. Tell the administrator, and try again later."),
    "crashed": _("Printing was broken off. Try again in a few minutes."),
    "gave_up": _("Building was interrupted several times. Try again in a few minutes."),
    "unexpected": _("The report was not built. The administrator finds the cause in the log."),
}

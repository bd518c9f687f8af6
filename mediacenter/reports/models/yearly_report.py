from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

from .narrative import ReportSection


class ReportState(models.TextChoices):
    COLLECTING = "collecting", pgettext_lazy("report state", "collecting figures")
    SUBMITTED = "submitted", pgettext_lazy("report state", "submitted")
    RETURNED = "returned", pgettext_lazy("report state", "returned")
    ACCEPTED = "accepted", pgettext_lazy("report state", "accepted")
    SIGNED = "signed", pgettext_lazy("report state", "signed")
    PUBLISHED = "published", pgettext_lazy("report state", "published")


class YearlyReport(models.Model):
    """The report of one organization on one year, and how far it is.

    Its state changes by the steps of year_transitions.py alone. `submitted_facts` are those that
    lay before the reviewer last, `returned_facts` those of the last return.
    """

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="yearly_reports",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    status = models.CharField(
        pgettext_lazy("field", "state"),
        max_length=10,
        choices=ReportState,
        default=ReportState.COLLECTING,
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_facts = models.ForeignKey(
        "reports.Snapshot", models.SET_NULL, null=True, related_name="+", editable=False
    )
    returned_facts = models.ForeignKey(
        "reports.Snapshot", models.SET_NULL, null=True, related_name="+", editable=False
    )
    returns = models.PositiveSmallIntegerField(default=0, editable=False)
    return_reason = models.TextField(blank=True, max_length=2000, editable=False)
    answer_by = models.DateField(null=True, editable=False)
    extended_to = models.DateField(_("may be submitted until"), null=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("yearly report")
        verbose_name_plural = _("yearly reports")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                name="yearly_report_once",
                violation_error_message=_("There is a report of this year already."),
            )
        ]
        indexes = [models.Index(fields=["year", "status"], name="yearly_report_state")]

    def __str__(self):
        return f"{self.organization}, {self.year}"

    def returned_items(self):
        """What the last return asks for."""
        return self.items.filter(return_number=self.returns).order_by("pk")

    def current_signature(self):
        """The newest Signature; None for a report that nobody has signed."""
        return self.signatures.order_by("-version").first()


class ReturnedItem(models.Model):
    """A figure or a whole section of the report that a reviewer has returned, with a remark.

    `code` is that of an indicator, the letter of a section (indicators.Section), or a
    ReportSection, whose text is returned.
    """

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="items")
    return_number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    remark = models.TextField(blank=True, max_length=1000)

    class Meta:
        verbose_name = _("returned figure or section")
        verbose_name_plural = _("returned figures and sections")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "return_number", "code"],
                name="returned_once",
                violation_error_message=_("This is returned already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The name of the figure or the section in the active language."""
        from mediacenter.reports.indicators import registered_name  # which needs all models

        if self.code in ReportSection:
            return str(_("Text: %(section)s") % {"section": ReportSection(self.code).label})
        return registered_name(self.code)


class Signature(models.Model):
    """A signed version of a report: what was signed, by whom, when. Never changed.

    `signer` is {"name": {language: text}, "post": {language: text}}; `explanations` are the
    footnotes, each {language: text}. A later version supersedes this one.
    """

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="signatures")
    version = models.PositiveSmallIntegerField(default=1)
    snapshot = models.ForeignKey("reports.Snapshot", models.CASCADE, related_name="signatures")
    number = models.CharField(pgettext_lazy("report", "number of the report"), max_length=40)
    signed_on = models.DateField(pgettext_lazy("report", "date of the signature"))
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_by = done_by()
    signer = models.JSONField()
    explanations = models.JSONField(default=list)

    class Meta:
        verbose_name = _("signature of a report")
        verbose_name_plural = _("signatures of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "version"],
                name="signature_of_a_version",
                violation_error_message=_("This version is signed already."),
            )
        ]

    def __str__(self):
        return f"{self.report}, {self.number}"


class DoubtAnswer(models.Model):
    """What was said to something doubtful in a report before its signature.

    `doubt` is the key of a Doubt (mediacenter.reports.doubts), which changes with what is doubtful.
    With an `explanation` in some language it is a footnote of the report; without, whoever answered
    has accepted it by name.
    """

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="doubt_answers")
    doubt = models.CharField(max_length=200)
    explanation_kk = models.CharField(max_length=500, blank=True)
    explanation_ru = models.CharField(max_length=500, blank=True)
    explanation_en = models.CharField(max_length=500, blank=True)
    answered_by = done_by()
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("answer to a doubt")
        verbose_name_plural = _("answers to doubts")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "doubt"],
                name="doubt_answered_once",
                violation_error_message=_("This is answered already."),
            )
        ]

    def __str__(self):
        return self.doubt

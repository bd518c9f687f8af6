from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

LONGEST = 4_000


class ReportSection(models.TextChoices):
    """The parts of a report that hold a text of the organization's own, in their order."""

    MANDATE = "mandate", _("Mandate and organization of the work")
    FIGURES = "figures", _("Three-year figures")
    SOCIAL = "social", _("Social networks")
    PRESS = "press", _("Press, television and radio")
    PRINTED = "printed", _("Notice boards and printed matter")
    EVENTS = "events", _("Campaigns, meetings and elected bodies")
    TRAINING = "training", pgettext_lazy("heading", "Training")
    AHEAD = "ahead", _("Tasks ahead")
    CLOSING = "closing", _("Closing words, above the signature")


class SectionText(models.Model):
    """What an organization says in a section of its report besides the figures, in a language.

    Plain text; each line of it is a paragraph.
    """

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="section_texts",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    section = models.CharField(
        pgettext_lazy("field", "section"), max_length=10, choices=ReportSection
    )
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    text = models.TextField(pgettext_lazy("field", "text"), max_length=LONGEST)
    author = done_by(editable=False)
    changed_at = models.DateTimeField(pgettext_lazy("field", "changed"), auto_now=True)

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "section", "language"],
                name="section_text_once",
                violation_error_message=_("This section has its text already."),
            )
        ]
        indexes = [models.Index(fields=["-year", "id"], name="section_text_newest_first")]

    def __str__(self):
        return f"{self.get_section_display()}, {self.year}, {self.get_language_display()}"

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IndicatorWording(models.Model):
    """How a block of the report, or an indicator in it, is called from a year on, and its place.

    `code` is that of an indicator, or the letter of a block (indicators.Section). A name or a place
    that is left empty is that of the registry.
    """

    code = models.CharField(_("block or indicator"), max_length=60)
    year = models.PositiveSmallIntegerField(_("from the report on the year"))
    name = models.CharField(pgettext_lazy("field", "name"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(
        _("place in the order"),
        null=True,
        blank=True,
        help_text=_(
            "Blocks, and the indicators of a block, come in the order of these numbers; those"
            " without one come last."
        ),
    )

    class Meta:
        verbose_name = _("wording of an indicator")
        verbose_name_plural = _("wordings of indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "year"],
                name="indicator_wording_once_a_year",
                violation_error_message=_("This is worded for the year already."),
            )
        ]
        indexes = [models.Index(fields=["-year", "code"], name="wording_newest_first")]

    def __str__(self):
        return f"{self.registered_name} ({self.year})"

    @property
    def registered_name(self):
        from mediacenter.reports.indicators import registered_name  # which needs all models

        return registered_name(self.code)

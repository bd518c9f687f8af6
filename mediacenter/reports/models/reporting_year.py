from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.models import OrganizationKind

# The column of a level's deadline, by the kind of organization.
DUE_COLUMNS = {
    OrganizationKind.PRIMARY: "primaries_due_on",
    OrganizationKind.LOCAL: "branches_due_on",
    OrganizationKind.DISTRICT: "branches_due_on",
    OrganizationKind.CITY: "branches_due_on",
    OrganizationKind.REGIONAL: "regional_due_on",
    OrganizationKind.TERRITORIAL: "regional_due_on",
    OrganizationKind.INDUSTRY_UNION: "unions_due_on",
    OrganizationKind.FEDERATION: "federation_due_on",
}


class ReportingYear(models.Model):
    """A year that all organizations report on, with the last day for each level to submit.

    While it stands, only what is signed is published. A closed one is locked.
    """

    year = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "year"),
        unique=True,
        error_messages={"unique": _("This year is opened already.")},
    )
    primaries_due_on = models.DateField(_("primary organizations submit by"))
    branches_due_on = models.DateField(_("city and district organizations submit by"))
    regional_due_on = models.DateField(_("regional and territorial organizations submit by"))
    unions_due_on = models.DateField(_("industry unions submit by"))
    federation_due_on = models.DateField(_("the federation submits by"))
    opened_at = models.DateTimeField(pgettext_lazy("year", "opened"), auto_now_add=True)
    closed_at = models.DateTimeField(pgettext_lazy("year", "closed"), null=True, editable=False)

    class Meta:
        verbose_name = _("reporting year")
        verbose_name_plural = _("reporting years")

    def __str__(self):
        return str(self.year)

    def due_on(self, kind):
        """The last day to submit for organizations of a kind; None for a kind that is unknown."""
        column = DUE_COLUMNS.get(kind)
        return column and getattr(self, column)

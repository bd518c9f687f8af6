from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.quantity import Quantity
from mediacenter.toolkit.storing import HandedOutField, RandomName, private_storage
from mediacenter.toolkit.words import words_index


class Scope(models.TextChoices):
    OWN = "own", _("the organization itself")
    SUBTREE = "subtree", _("the organization with everything below it")


class FigureQuerySet(models.QuerySet):
    def editable_by(self, user, *roles):
        return self.filter(organization__in=user.reach(*roles))


class Figure(Quantity):
    """A declared figure: what no register counts. It stands above a count of the same scope.

    `indicator` is a code of the registry (mediacenter.reports.indicators).
    """

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="figures",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    indicator = models.CharField(pgettext_lazy("field", "indicator"), max_length=60)
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    scope = models.CharField(
        pgettext_lazy("field", "covers"), max_length=10, choices=Scope, default=Scope.OWN
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    precision = models.CharField(
        _("known to the"), max_length=10, choices=Precision, default=Precision.DAY
    )
    source = models.CharField(pgettext_lazy("field", "source"), max_length=250)
    note = models.CharField(
        pgettext_lazy("field", "note"),
        max_length=400,
        blank=True,
        help_text=_("Printed below the figure."),
    )
    difference = models.CharField(
        _("why it differs from the register"),
        max_length=400,
        blank=True,
        help_text=_("Printed beside both numbers, where the register counts another one."),
    )
    attachment = HandedOutField(
        pgettext_lazy("field", "attachment"),
        storage=private_storage,
        upload_to=RandomName("figures"),
        blank=True,
        help_text=_("What proves the figure: a PDF, or a photo of the paper."),
    )
    author = done_by(editable=False)
    changed_at = models.DateTimeField(pgettext_lazy("field", "changed"), auto_now=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("declared figure")
        verbose_name_plural = _("declared figures")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "indicator", "year"],
                name="figure_once_a_year",
                violation_error_message=_("This figure is declared for the year already."),
            )
        ]
        indexes = [
            models.Index(fields=["-year", "indicator", "id"], name="figure_newest_first"),
            words_index("indicator", name="figure_words"),
        ]

    def __str__(self):
        return f"{self.indicator_name} {self.year}: {self.quantity}"

    @property
    def file_address(self):
        return reverse("reports:attachment", args=[self.pk])

    @property
    def declared_of(self):
        """The Indicator; None for one that is no more."""
        from mediacenter.reports.indicators import REGISTRY  # which needs all models

        return REGISTRY.get(self.indicator)

    @property
    def indicator_name(self):
        """The indicator's name in the active language; the code of one that is no more."""
        indicator = self.declared_of
        return str(indicator.name) if indicator else self.indicator

    @property
    def quantity(self):
        indicator = self.declared_of
        quantity = indicator.say(self.number, self.qualifier) if indicator else super().quantity
        return str(quantity)

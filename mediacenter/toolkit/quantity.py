"""A number together with how sure it is: exact, "more than", "about"."""

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .numerals import ablative, dative


class Qualifier(models.TextChoices):
    EXACT = "exact", pgettext_lazy("qualifier", "exactly")
    MORE_THAN = "more_than", _("more than")
    ABOUT = "about", pgettext_lazy("qualifier", "about")


class Quantity(models.Model):
    """A count with its qualifier. `number` None means "not stated", which is not 0."""

    number = models.PositiveBigIntegerField(pgettext_lazy("field", "number"), null=True, blank=True)
    qualifier = models.CharField(
        pgettext_lazy("number", "precision"),
        max_length=10,
        choices=Qualifier,
        default=Qualifier.EXACT,
    )

    class Meta:
        abstract = True

    @property
    def quantity(self):
        return say(self.number, self.qualifier)


def say(number, qualifier=Qualifier.EXACT):
    """Return "more than 1 358" in the active language; "not stated" for None."""
    if number is None:
        return pgettext("figure", "not stated")
    shown = number_format(number, use_l10n=True, force_grouping=True)
    match qualifier:
        case Qualifier.MORE_THAN:
            if get_language() == "kk":  # 5 000-нан астам
                shown = f"{shown}-{ablative(number)}"
            return pgettext("figure", "more than %(number)s") % {"number": shown}
        case Qualifier.ABOUT:
            if get_language() == "kk":  # 5 000-ға жуық
                shown = f"{shown}-{dative(number)}"
            return pgettext("figure", "about %(number)s") % {"number": shown}
        case _:
            return shown


def weakest(qualifiers):
    """Return the qualifier of a sum: "about" outweighs "more than", which outweighs "exactly"."""
    found = set(qualifiers)
    for qualifier in (Qualifier.ABOUT, Qualifier.MORE_THAN):
        if qualifier in found:
            return qualifier
    return Qualifier.EXACT

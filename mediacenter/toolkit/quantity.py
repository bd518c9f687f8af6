"""A number together with how sure it is: exact, "more than", "less than", "about"."""

import math

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .numerals import ablative, dative

NEAR = 0.1  # of a number that is "about" another


class Qualifier(models.TextChoices):
    EXACT = "exact", pgettext_lazy("qualifier", "exactly")
    MORE_THAN = "more_than", _("more than")
    LESS_THAN = "less_than", _("less than")
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
        case Qualifier.LESS_THAN:
            if get_language() == "kk":  # 5 000-нан кем
                shown = f"{shown}-{ablative(number)}"
            return pgettext("figure", "less than %(number)s") % {"number": shown}
        case Qualifier.ABOUT:
            if get_language() == "kk":  # 5 000-ға жуық
                shown = f"{shown}-{dative(number)}"
            return pgettext("figure", "about %(number)s") % {"number": shown}
        case _:
            return shown


def weakest(qualifiers):
    """Return the qualifier of a sum: "more than" and "less than" together are "about"."""
    found = set(qualifiers) - {Qualifier.EXACT}
    if not found:
        return Qualifier.EXACT
    return Qualifier(found.pop()) if len(found) == 1 else Qualifier.ABOUT


def agree(one, other):
    """Whether two quantities, (number, qualifier), can be of the same: "more than 100" and 120."""
    (lowest, highest), (least, most) = _bounds(*one), _bounds(*other)
    return lowest <= most and least <= highest


def _bounds(number, qualifier):
    match qualifier:
        case Qualifier.MORE_THAN:
            return number, math.inf
        case Qualifier.LESS_THAN:
            return 0, number
        case Qualifier.ABOUT:
            return number - number * NEAR, number + number * NEAR
        case _:
            return number, number

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.quantity import Qualifier
from mediacenter.toolkit.words import words_index
from unions.models import Network


class Contest(Dated):
    """A prize draw that recurs on a weekday, in a network, under stated conditions."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="contests",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    title = models.CharField(pgettext_lazy("field", "title"), max_length=200)
    network = models.CharField(pgettext_lazy("field", "network"), max_length=12, choices=Network)
    weekday = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "weekday of the draw"),
        choices=list(WEEKDAYS.items()),
        null=True,
        blank=True,
    )
    conditions = models.TextField(pgettext_lazy("field", "conditions"), help_text=_("One a line."))
    prize = models.CharField(pgettext_lazy("field", "prize"), max_length=200, blank=True)
    followers_gained = models.PositiveIntegerField(_("followers gained"), null=True, blank=True)
    followers_gained_qualifier = models.CharField(
        pgettext_lazy("number", "precision"),
        max_length=10,
        choices=Qualifier,
        default=Qualifier.EXACT,
    )

    class Meta(Dated.Meta):
        verbose_name = _("prize draw")
        verbose_name_plural = _("prize draws")
        indexes = [
            words_index(*in_each("title"), name="contest_words"),
        ]

    def __str__(self):
        return self.title

    @property
    def condition_list(self):
        return [line.strip() for line in self.conditions.splitlines() if line.strip()]

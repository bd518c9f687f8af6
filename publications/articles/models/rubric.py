from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.dates import in_order
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class RubricQuerySet(AlphabeticalQuerySet):
    def in_use(self):
        """Open today: what is to open, or has closed, is not offered to those who write."""
        today = timezone.localdate()
        return self.filter(
            Q(opened_on=None) | Q(opened_on__lte=today), Q(closed_on=None) | Q(closed_on__gt=today)
        )

    def of(self, organization):
        """Rubrics of an organization, or, for None, those that all share."""
        return self.filter(organization=organization)


class Rubric(Alphabetical):
    """A heading under which materials appear; of one organization, or of all when it has none."""

    name = models.CharField(pgettext_lazy("field", "name"), max_length=150)
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=120, unique=True)
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rubrics",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    marks_memorable_dates = models.BooleanField(_("for memorable dates"), default=False)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = RubricQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "rubric")
        verbose_name_plural = pgettext_lazy("record", "rubrics")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), "slug", name="rubric_words"),
        ]
        constraints = [in_order("opened_on", "closed_on", name="rubric_span")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("publications:rubric", args=[self.slug])

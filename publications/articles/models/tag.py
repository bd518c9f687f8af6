from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class Tag(Alphabetical):
    """A word of the controlled list by which articles are found."""

    name = models.CharField(pgettext_lazy("field", "name"), max_length=80)
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=80, unique=True)

    objects = AlphabeticalQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "tag")
        verbose_name_plural = pgettext_lazy("record", "tags")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), "slug", name="tag_words"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("publications:tag", args=[self.slug])

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from mediacenter.toolkit.dates import in_order


class Entry(models.Model):
    """What a record says in a language, as it is sought: `kinds.Written` with its stems.

    The table is kept narrow: words and text lie beside it (toast_tuple_target).
    """

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    words = SearchVectorField()
    text = models.TextField(blank=True)
    day = models.DateField(null=True)
    rubric = models.BigIntegerField(null=True)
    region = models.BigIntegerField(null=True)
    union = models.BigIntegerField(null=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "entry of the search"
        verbose_name_plural = "entries of the search"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "language"], name="search_entry_once"
            ),
            in_order("since", "until", name="search_entry_span"),
        ]
        indexes = [
            *(
                # without a list of what is to be put in, which each question would read as well
                GinIndex(
                    fields=["words"],
                    condition=Q(language=code),
                    name=f"search_words_{code}",
                    fastupdate=False,
                )
                for code, _name in settings.LANGUAGES
            ),
            models.Index(fields=["language", "day", "id"], name="search_by_day"),
        ]

    def __str__(self):
        return f"{self.kind} {self.record} {self.language}"


class Due(models.Model):
    """A record whose entries are to be made anew, put down by triggers in its own transaction."""

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()

    class Meta:
        verbose_name = "record to be indexed"
        verbose_name_plural = "records to be indexed"
        indexes = [models.Index(fields=["kind", "record"], name="search_due_of_record")]

    def __str__(self):
        return f"{self.kind} {self.record}"


class Word(models.Model):
    """A word of titles, to set a misspelt one right; `near`: it, and it without any one letter."""

    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    word = models.CharField(max_length=40)
    near = ArrayField(models.CharField(max_length=40))

    class Meta:
        verbose_name = "word of titles"
        verbose_name_plural = "words of titles"
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="search_word_once")
        ]
        indexes = [GinIndex(fields=["near"], name="search_word_near", fastupdate=False)]

    def __str__(self):
        return self.word

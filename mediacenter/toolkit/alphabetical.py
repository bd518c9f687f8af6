"""Names that sort by the Kazakh alphabet, whatever the database's collation."""

from django.db import models
from django.utils.translation import get_language

from .language import LANGUAGES, in_each, sort_key


class AlphabeticalQuerySet(models.QuerySet):
    def alphabetical(self):
        return self.order_by(f"sort_{get_language() or 'kk'}", "pk")


class Alphabetical(models.Model):
    """Adds one stored sort key a language, filled from the translated `name` columns."""

    sort_kk = models.CharField(max_length=400, editable=False, default="", db_collation="C")
    sort_ru = models.CharField(max_length=400, editable=False, default="", db_collation="C")
    sort_en = models.CharField(max_length=400, editable=False, default="", db_collation="C")

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=[column, "id"], name=f"%(class)s_{column}")
            for column in in_each("sort")
        ]

    def sorted_by(self, name):
        """Return the part of the name that it is looked up by."""
        return name

    def fill_sort_keys(self):
        names = {language: getattr(self, f"name_{language}") for language in LANGUAGES}
        shown = next((name for name in names.values() if name), "")
        for language, name in names.items():
            setattr(self, f"sort_{language}", sort_key(self.sorted_by(name or shown))[:400])

    def save(self, *args, update_fields=None, **kwargs):
        self.fill_sort_keys()
        if update_fields is not None:
            update_fields = {*update_fields, *(f"sort_{language}" for language in LANGUAGES)}
        super().save(*args, update_fields=update_fields, **kwargs)

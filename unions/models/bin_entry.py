import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

KEPT_FOR = dt.timedelta(days=30)


class BinEntryQuerySet(models.QuerySet):
    def files_among(self, paths):
        """Those of the paths that something in the bin names, and maybe others: a set."""
        naming = self.filter(files__overlap=list(paths)).values_list("files", flat=True)
        return {path for files in naming for path in files}


class BinEntry(models.Model):
    """A record that somebody has deleted, with all that hung on it, as its tables held it.

    `rows`: {"room.Model": [{column: value}]}. `links`: what named one of the rows and names nothing
    now, [["room.Model", column, key it named, [keys of its rows]]]. The record itself is gone from
    its table, so that no list, count, page or join can meet it.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of record"))
    object_id = models.CharField(max_length=64, editable=False)
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    title = models.CharField(pgettext_lazy("column", "record"), max_length=300)
    removed_by = done_by(_("who deleted it"))
    removed_at = models.DateTimeField(_("time of deletion"), auto_now_add=True, db_index=True)
    rows = models.JSONField(editable=False)
    links = models.JSONField(default=list, editable=False)
    files = ArrayField(models.TextField(), default=list, editable=False)
    slugs = ArrayField(models.TextField(), default=list, editable=False)

    objects = BinEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("record in the bin")
        verbose_name_plural = pgettext_lazy("record", "bin")
        indexes = [
            GinIndex(fields=["files"], name="bin_files"),
            GinIndex(fields=["slugs"], name="bin_slugs"),
        ]

    def __str__(self):
        return self.title

    @property
    def leaves_at(self):
        """When it is deleted for good."""
        return self.removed_at + KEPT_FOR

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .codes import sentence_of


class JournalEntry(models.Model):
    """Who did what to which record, when. Written by use cases, never changed.

    The database itself refuses to change or delete an entry, so what an entry names stays as well.
    """

    at = models.DateTimeField(pgettext_lazy("field", "when"), auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("field", "who"),
    )
    code = models.CharField(pgettext_lazy("journal", "what was done"), max_length=60)
    content_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name=_("kind of record"))
    object_id = models.CharField(_("key of the record"), max_length=64)
    subject = GenericForeignKey()
    details = models.JSONField(pgettext_lazy("field", "details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = pgettext_lazy("record", "journal")
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        moment = date_format(localtime(self.at), "SHORT_DATETIME_FORMAT")
        return f"{moment}: {sentence_of(self)}"

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.links import MAX_LENGTH


class LinkAnswer(models.TextChoices):
    """What a link of a text led to when it was last tried."""

    ANSWERS = "answers", pgettext_lazy("link answer", "answers")
    GONE = "gone", _("there is no such page")
    SILENT = "silent", _("no answer")
    CLOSED = "closed", _("not an address of the open Internet")


class LinkCheckQuerySet(models.QuerySet):
    def dead(self):
        return self.exclude(answer=LinkAnswer.ANSWERS)

    def stale(self, *, now, good_for, bad_for):
        """What is to be tried again: a dead link sooner, for somebody is mending it."""
        good = Q(answer=LinkAnswer.ANSWERS)
        return self.filter(
            (good & Q(tried_at__lt=now - good_for)) | (~good & Q(tried_at__lt=now - bad_for))
        )


class LinkCheck(models.Model):
    """One link, whichever texts hold it, and how it answered; tried outside the request."""

    url = models.CharField(pgettext_lazy("field", "link"), max_length=MAX_LENGTH, unique=True)
    answer = models.CharField(pgettext_lazy("field", "answer"), max_length=8, choices=LinkAnswer)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    tried_at = models.DateTimeField(pgettext_lazy("field", "checked at"))

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")

    def __str__(self):
        return self.url

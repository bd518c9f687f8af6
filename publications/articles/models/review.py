"""What is said about a text in the house before others read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by


class RemarkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)


class Remark(models.Model):
    """A reviewer's remark on a text; on a passage when `passage` quotes one."""

    text = models.ForeignKey("publications.ArticleText", models.CASCADE, related_name="remarks")
    field = models.CharField(pgettext_lazy("field", "part"), max_length=20, blank=True)
    passage = models.CharField(pgettext_lazy("field", "passage"), max_length=500, blank=True)
    words = models.TextField(pgettext_lazy("field", "remark"), max_length=2000)
    made_by = done_by(_("entered by"))
    made_at = models.DateTimeField(pgettext_lazy("field", "when"), auto_now_add=True)
    settled_at = models.DateTimeField(pgettext_lazy("field", "settled"), null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "remark")
        verbose_name_plural = pgettext_lazy("record", "remarks")
        ordering = ["made_at"]

    def __str__(self):
        return self.words[:60]


class RemarkAnswer(models.Model):
    """What somebody says to a remark, short of settling it."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="answers")
    words = models.TextField(pgettext_lazy("field", "answer"), max_length=2000)
    made_by = done_by(_("entered by"))
    made_at = models.DateTimeField(pgettext_lazy("field", "when"), auto_now_add=True)

    class Meta:
        verbose_name = _("answer to a remark")
        verbose_name_plural = _("answers to remarks")
        ordering = ["made_at"]

    def __str__(self):
        return self.words[:60]

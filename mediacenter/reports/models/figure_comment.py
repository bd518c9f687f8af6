from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

LONGEST = 1_000


class FigureComment(models.Model):
    """What an organization and its reviewer say to each other on a figure of a report.

    `code` is that of an indicator.
    """

    report = models.ForeignKey("reports.YearlyReport", models.CASCADE, related_name="comments")
    code = models.CharField(max_length=60)
    text = models.TextField(pgettext_lazy("field", "comment"), max_length=LONGEST)
    author = done_by()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("comment on a figure")
        verbose_name_plural = _("comments on figures")
        indexes = [models.Index(fields=["report", "code", "id"], name="figure_comments_in_order")]

    def __str__(self):
        return self.text[:80]

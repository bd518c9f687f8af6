from django.db import models
from django.utils.translation import gettext_lazy as _


class Limit(models.Model):
    """Attempts counted while Redis is away: the table of the cache "limits", as Django has it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "unions_limit"
        verbose_name = _("counted attempts")
        verbose_name_plural = _("counted attempts")

    def __str__(self):
        return self.cache_key

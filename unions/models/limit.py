from django.db import models


class Limit(models.Model):
    """Attempts counted while Redis is away: the table of the cache "limits", as Django has it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "unions_limit"

    def __str__(self):
        return self.cache_key

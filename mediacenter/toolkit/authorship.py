"""Who did something to a record."""

from django.conf import settings
from django.db import models


def done_by(verbose_name=None, **options):
    """A reference to the account of whoever did it.

    None: the portal itself did, or the account is gone. Nothing leads back from the account.
    """
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=verbose_name,
        **options,
    )

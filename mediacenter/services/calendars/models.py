import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.sealing import seal, unseal

PURPOSE = "calendars.address"


class Announced(models.Model):
    """Goes out in calendar feeds: each change raises the number that calendars compare."""

    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(pgettext_lazy("field", "changed"), auto_now=True)

    class Meta:
        abstract = True


class CalendarAddressQuerySet(models.QuerySet):
    def opened_by(self, secret, *, kind):
        """The one address of that kind whose secret it is, or none."""
        return self.filter(kind=kind, secret_hash=hash_of(secret))


class CalendarAddress(models.Model):
    """The secret part of the address under which a person's calendar program fetches a feed.

    `kind` names the feed. A secret is found by its hash, and sealed for its owner to read again:
    whoever reads the database alone opens no calendar.
    """

    kind = models.CharField(max_length=30)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    sealed_secret = models.TextField()
    renewed_at = models.DateTimeField(default=timezone.now)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind"],
                name="calendar_address_once",
                violation_error_message=_("There is an address of this calendar already."),
            )
        ]

    def __str__(self):
        return f"{self.owner}"

    @property
    def secret(self):
        """What opens the feed; None where SECRET_KEY is another one since: then it is renewed."""
        return unseal(self.sealed_secret, purpose=PURPOSE)


def new_secret():
    """The two columns of a secret that nobody knows yet."""
    return columns_of(secrets.token_urlsafe(24))


def columns_of(secret):
    return {"secret_hash": hash_of(secret), "sealed_secret": seal(secret, purpose=PURPOSE)}


def hash_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()

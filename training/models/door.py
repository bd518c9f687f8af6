import hashlib
import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.sealing import seal, unseal

from .seminar import Seminar

PURPOSE = "training.steward_link"


class StewardLinkQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(revoked_at=None)

    def by_secret(self, secret):
        """The one that is valid and whose secret it is, or none."""
        return self.valid().filter(secret_hash=hash_of(secret))

    def open(self):
        """Those that note people today: on the days of a seminar that is held."""
        today = timezone.localdate()
        return self.valid().filter(
            seminar__cancelled_at=None,
            seminar__starts_on__lte=today,
            seminar__ends_on__gte=today,
        )


class StewardLink(models.Model):
    """The secret address by which somebody without an account stands at the door of a seminar.

    `name`: of the steward, as the organizer calls them. The secret is found by its hash, and sealed
    for the organizer to read again.
    """

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="steward_links")
    name = models.CharField(_("name of the steward"), max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    sealed_secret = models.TextField()
    made_by = done_by(pgettext_lazy("link", "made by"), blank=True)
    made_at = models.DateTimeField(pgettext_lazy("link", "made"), default=timezone.now)
    revoked_at = models.DateTimeField(pgettext_lazy("link", "revoked"), null=True, blank=True)

    objects = StewardLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of a steward")
        verbose_name_plural = _("links of stewards")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seminar", "name"],
                condition=Q(revoked_at=None),
                name="steward_link_once",
                violation_error_message=_("This steward has a link already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def secret(self):
        """What opens the door; None where SECRET_KEY is another one since: then make a new link."""
        return unseal(self.sealed_secret, purpose=PURPOSE)

    @property
    def address(self):
        return self.secret and reverse("training:steward_door", args=[self.secret])


def new_secret():
    """The two columns of a secret that nobody knows yet."""
    secret = secrets.token_urlsafe(24)
    return {"secret_hash": hash_of(secret), "sealed_secret": seal(secret, purpose=PURPOSE)}


def hash_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()

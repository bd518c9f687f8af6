from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import pgettext_lazy

from .sign_up import Registration

PURPOSE = "training.learner"


def key_of(email, *, secret=None):
    """What tells an e-mail from all others, and tells nobody without the portal's secret which."""
    return salted_hmac(PURPOSE, email.casefold(), secret=secret, algorithm="sha256").hexdigest()


class LearnerQuerySet(models.QuerySet):
    def of_email(self, email):
        secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return self.filter(key__in=[key_of(email, secret=one) for one in secrets])


class Learner(models.Model):
    """Whose hours those of a registration are: known by a key after the e-mail itself is purged."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="learner")
    key = models.CharField(max_length=64, db_index=True)

    objects = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "learner")
        verbose_name_plural = pgettext_lazy("record", "learners")

    def __str__(self):
        return f"{pgettext_lazy('record', 'learner')} {self.pk}"

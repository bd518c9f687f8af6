"""What each table of mails has in common: owed, sent, refused, set aside, given up."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OwedMailQuerySet(models.QuerySet):
    def due(self, now):
        """What is to be sent now: asked for, neither sent nor set aside, its pause over."""
        return self.filter(
            Q(next_try_at=None) | Q(next_try_at__lte=now),
            asked_at__isnull=False,
            sent_at=None,
            set_aside_at=None,
            given_up_at=None,
        )

    def for_reading(self):
        """With what `said_to` names, and who gave it up."""
        return self.select_related("given_up_by__person", *self.model.named_by)

    def set_aside(self):
        """What waits for somebody to have it tried again, or to give it up."""
        return self.exclude(set_aside_at=None).filter(sent_at=None, given_up_at=None)

    def given_up(self):
        return self.exclude(given_up_at=None)


class OwedMail(models.Model):
    """A mail that a row owes; `asked_at` and `sent_at` are columns of each table."""

    attempts = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "attempts"), default=0, editable=False
    )
    next_try_at = models.DateTimeField(_("next attempt"), null=True, editable=False)
    set_aside_at = models.DateTimeField(_("set aside"), null=True, editable=False)
    last_error = models.CharField(
        _("why it was not sent"), max_length=500, blank=True, editable=False
    )
    given_up_at = models.DateTimeField(_("given up"), null=True, editable=False)
    given_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("given up by"),
    )
    given_up_because = models.CharField(
        _("why it was given up"), max_length=500, blank=True, editable=False
    )

    named_by = ()

    objects = OwedMailQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def said_to(self):
        """To whom, and about what."""
        return str(self)

import logging
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

from .kinds import KINDS, LONGEST_CODE

logger = logging.getLogger(__name__)

ALREADY = _("These mails have been unsubscribed from already.")


def new_key():
    return uuid4().hex


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """What is gathered still: neither on its own way nor within another mail."""
        return self.filter(ready_at=None, gathered_into=None, sent_at=None)

    def unsent(self):
        """What is on its way, or in a pause between two attempts."""
        return self.filter(
            ready_at__isnull=False,
            gathered_into=None,
            sent_at=None,
            set_aside_at=None,
            given_up_at=None,
        )

    def due(self, now):
        """What is to be sent now."""
        return self.unsent().filter(
            Q(next_try_at=None) | Q(next_try_at__lte=now), ready_at__lte=now
        )

    def by_urgency(self):
        """What is urgent, then duty, then news; each in the order in which it was asked for."""
        news = [kind.code for kind in KINDS.values() if kind.is_news]
        urgent = [kind.code for kind in KINDS.values() if kind.is_urgent]
        rank = Case(
            When(kind__in=urgent, then=Value(0)),
            When(kind__in=news, then=Value(2)),
            default=Value(1),
        )
        return self.order_by(rank, "pk")

    def set_aside(self):
        """What waits for somebody to have it tried again, or to give it up."""
        return self.exclude(set_aside_at=None).filter(sent_at=None, given_up_at=None)

    def given_up(self):
        return self.exclude(given_up_at=None)

    def under_name(self, codes):
        """Those of the kinds that share a name; None: of kinds that no room registers any more."""
        return self.filter(kind__in=codes) if codes else self.exclude(kind__in=KINDS)

    def about(self, record):
        return self.filter(
            about_type=ContentType.objects.get_for_model(record), about_key=record.pk
        )


class Mail(models.Model):
    """A mail that the portal owes to a user, or to an address, or both: to a user, there.

    No words lie here: they are made as it is sent. `details` are what its kind needs for that, as
    JSON, and `about` is the record that it tells of. One that is gathered has no `ready_at` until
    its time has come; then one of those for the same person goes, the others are gathered into it.
    """

    kind = models.CharField(max_length=LONGEST_CODE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    to = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    about_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+")
    about_key = models.PositiveBigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_key")
    details = models.JSONField(default=dict)
    message_key = models.CharField(max_length=64, unique=True, default=new_key)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    gathered_into = models.ForeignKey("self", models.CASCADE, null=True, related_name="gathered")
    sent_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    given_up_at = models.DateTimeField(null=True)
    given_up_by = done_by()
    given_up_because = models.CharField(_("why it was given up"), max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "e-mail message")
        verbose_name_plural = pgettext_lazy("record", "e-mail messages")
        indexes = [
            models.Index(fields=["user", "kind", "asked_at"], name="mail_told"),
            models.Index(fields=["about_type", "about_key"], name="mail_about"),
            models.Index(fields=["kind", "asked_at"], name="mail_open", condition=Q(sent_at=None)),
        ]

    def __str__(self):
        return self.recipient_and_subject

    @property
    def address(self):
        return self.to or (self.user.email if self.user else "")

    @property
    def parts(self):
        """The mails that go out as this one: itself, and those that are gathered into it."""
        return [self, *self.gathered.order_by("pk")]

    @property
    def recipient_and_subject(self):
        """To whom, and about what; to whom alone where its kind makes nothing of what is stored."""
        try:
            return KINDS[self.kind].say(self)
        except Exception:  # it stands in a list, among others
            logger.warning("Mail %s %s cannot be told of", self.kind, self.pk, exc_info=True)
            return self.address


class Unsubscription(models.Model):
    """Somebody, an account or a bare address, wants no more news of a kind."""

    kind = models.CharField(max_length=LONGEST_CODE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "unsubscription")
        verbose_name_plural = pgettext_lazy("record", "unsubscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "user"],
                condition=Q(user__isnull=False),
                name="unsubscribed_once",
                violation_error_message=ALREADY,
            ),
            models.UniqueConstraint(
                fields=["kind", "address"],
                condition=Q(user=None),
                name="address_unsubscribed_once",
                violation_error_message=ALREADY,
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.user or self.address}"

"""What people are told by e-mail of their own account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .owed_mail import OwedMail


class AccountEvent(models.TextChoices):
    """What befalls an account; the label is the subject of the mail that tells of it."""

    SIGNED_IN = "signed_in", _("Your account was signed in to")
    SIGN_IN_FAILED = "failed", _("A sign-in to your account failed")
    PASSWORD_CHANGED = "password", _("The password of your account was changed")
    ADDRESS_CHANGED = "address", _("The e-mail of your account was changed")
    FACTOR_ADDED = "factor", _("A second factor of sign-in was set up for your account")
    FACTOR_REMOVED = "no_factor", _("The second factor of your account was removed")
    CODES_MADE = "codes", _("New recovery codes were made for your account")
    PASSWORD_LINK = "link", _("Choose a password for the portal")
    ADDRESS_LINK = "new", _("Confirm your new e-mail")
    FACTOR_RESET = "reset", _("Your second factor of sign-in was removed")


# Each opens something for whoever has it; one that waits to be sent is as good as another.
LINKS = {AccountEvent.PASSWORD_LINK, AccountEvent.ADDRESS_LINK}


class AccountMail(OwedMail):
    """A mail to the address that the account had when it happened, or, by a link, is to have.

    `details`, as far as known: {"ip": …, "browser": …, "by": a user's key, "email": the new one,
    "before": the one it replaces}.
    No link stands in it: it is made as the mail is sent.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    to = models.EmailField()
    event = models.CharField(max_length=10, choices=AccountEvent)
    details = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, db_index=True)

    named_by = ("user__person",)

    class Meta:
        verbose_name = _("mail about an account")
        verbose_name_plural = _("mails about accounts")
        indexes = [models.Index(fields=["user", "event", "asked_at"], name="account_mail_told")]

    def __str__(self):
        return f"{self.to}: {self.get_event_display()}"

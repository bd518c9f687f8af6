"""What people are told by e-mail of their own account."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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

"""Under which e-mail somebody signs in: changed by its owner, or at the root."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.races import refused_in_words
from unions.address_links import address_in
from unions.models import AccountEvent, User

from .account_notices import tell_owner
from .accounts import require_root


@transaction.atomic
def ask_for_address(*, user, email):
    """Owe the new address a link, by which it becomes that of the owner's account.

    Raises ValidationError: taken, or no address.
    """
    email = email.lower()
    user.refresh_from_db()
    if email == user.email:
        raise ValidationError(_("You sign in with this e-mail already."), code="same")
    wanted = User.objects.get(pk=user.pk)
    wanted.email = email
    wanted.full_clean(exclude=["password"])
    log(user, "account.other_email_requested", user)
    tell_owner(user=user, event=AccountEvent.ADDRESS_LINK, to=email, before=user.email)


@transaction.atomic
def take_address(*, user, token):
    """Let the owner sign in with the address to which the link was mailed.

    Raises ValidationError where the link serves no more, or somebody else has the address by now.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    email = address_in(token, user=user)
    if email is None:
        raise ValidationError(_("This link does not serve any more."), code="link")
    return set_address(user, email, by=user)


@transaction.atomic
def change_address(*, user, email, by=None):
    """Change the e-mail of somebody's account, at the root, and tell both addresses.

    Raises PermissionDenied below the root, ValidationError for an address that is taken.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_root(by, user)
    return set_address(user, email.lower(), by=by)


def set_address(user, email, *, by):
    before, user.email = user.email, email
    if before == email:
        return user
    user.full_clean(exclude=["password"])
    with refused_in_words(), transaction.atomic():
        user.save(update_fields=["email"])
    # an address that the library of signing in keeps would still open the account
    user.emailaddress_set.exclude(email__iexact=email).delete()
    log(by, "account.email_changed", user, before=before, now=email)
    for address in (before, email):
        tell_owner(
            user=user,
            event=AccountEvent.ADDRESS_CHANGED,
            to=address,
            email=email,
            by=by.pk if by and by != user else None,
        )
    return user

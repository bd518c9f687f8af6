"""Posts and the accounts of those who hold them."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unions.access import require
from unions.models import Appointment, User
from unions.models.journal import log


@transaction.atomic
def appoint(
    *,
    person,
    organization,
    posts,
    role="",
    starts_on=None,
    ends_on=None,
    is_public=True,
    by=None,
):
    """Appoint a person to a post, which may give a role that reaches what lies below.

    `posts`: {"post_kk": …, "post_ru": …, "post_en": …}. Raises PermissionDenied outside the
    reach, ValidationError for a closed organization or a span that ends before it begins.
    """
    appointment = Appointment(
        person=person,
        organization=organization,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        is_public=is_public,
        **posts,
    )
    require(by, "add", appointment)
    if organization.closed_on and not (ends_on and ends_on <= organization.closed_on):
        raise ValidationError(_("“%(organization)s” is closed.") % {"organization": organization})
    refuse_reversed(starts_on, ends_on)
    appointment.save()
    log(by, gettext_noop("appointed"), appointment, role=role, organization=organization.slug)
    return appointment


@transaction.atomic
def end_appointment(*, appointment, ends_on, by=None):
    """End a post with a day, which is its last. Raises as appoint does."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(by, "change", appointment)
    refuse_reversed(appointment.starts_on, ends_on)
    appointment.ends_on = ends_on
    appointment.save(update_fields=["ends_on"])
    log(by, gettext_noop("appointment ended"), appointment, on=str(ends_on))
    return appointment


@transaction.atomic
def open_account(*, person, email, language="kk", password=None, by=None):
    """Let a person sign in. Without a password they choose one by the mail for a forgotten one.

    Raises PermissionDenied where the person holds a post outside the reach of `by`: the account
    would open that post too. ValidationError: the e-mail or the person has an account.
    """
    user = User(email=email.lower(), person=person, language=language)
    require(by, "add", user)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    log(by, gettext_noop("account opened"), user)
    return user


@transaction.atomic
def change_account(*, user, email, person, language, is_active, by=None):
    """Change how and as whom somebody signs in. Raises as open_account does."""
    user = User.objects.select_for_update().get(pk=user.pk)
    require(by, "change", user)
    before = user.email
    user.email, user.person = email.lower(), person
    require(by, "change", user)
    user.language, user.is_active = language, is_active
    user.full_clean(exclude=["password"])
    user.save()
    if user.email != before:
        # the address given up would still open the account
        EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    log(by, gettext_noop("account changed"), user, email=user.email, is_active=is_active)
    return user


def refuse_reversed(starts_on, ends_on):
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError(_("The end lies before the beginning."))

"""The mail with a participant's own form."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediacenter.services.outbox.actions import owe
from mediacenter.services.outbox.kinds import Kind
from mediacenter.toolkit.mail import NothingToSay

from .feedback import address_of, has_answered, why_no_feedback


def owe_feedback_form(registration):
    owe(
        FEEDBACK.code,
        to=registration.email,
        language=registration.language,
        about=registration,
    )


def feedback_mail(mail):
    """Nothing to who has answered meanwhile, or for whom the form is closed."""
    registration = mail.about
    if registration is None or registration.email != mail.to:
        raise NothingToSay
    if has_answered(registration) or why_no_feedback(registration):
        raise NothingToSay
    return feedback_letter(
        registration.seminar, name=registration.name, page=address_of(registration)
    )


def feedback_letter(seminar, *, name, page):
    return EmailMultiAlternatives(
        _("What did you think of it? %(title)s") % {"title": seminar.title},
        render_to_string(
            "training/mails/feedback.txt",
            {"name": name, "seminar": seminar, "page": settings.PUBLIC_URL + page},
        ),
    )


FEEDBACK = Kind("training.feedback", gettext_lazy("mails with questionnaires"), feedback_mail)
KINDS = (FEEDBACK,)

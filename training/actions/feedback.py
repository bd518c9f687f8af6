"""Feedback on a seminar: asked for, given once and anonymously, its quotes approved one by one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.outbox.models import Mail
from mediacenter.services.transitions.steps import take
from mediacenter.toolkit.permissions import demand
from training.feedback import has_answered, why_form_is_closed, why_no_feedback
from training.feedback_telling import FEEDBACK, owe_feedback_form
from training.models import FeedbackGiven
from training.quote_transitions import APPROVE, HIDE
from training.registration_transitions import locked_registration
from training.telling import TAKING_PART
from training.transitions import locked_seminar


@transaction.atomic
def ask_for_feedback(*, seminar_id, by=None):
    """Owe each participant a mail with their form, who has had none; returns how many.

    Raises PermissionDenied, ValidationError while the form is closed.
    """
    seminar = locked_seminar(seminar_id)
    demand(by, "training.keep_list", seminar)
    if reason := why_form_is_closed(seminar):
        raise ValidationError(reason)
    asked = list(without_form(seminar))
    for registration in asked:
        owe_feedback_form(registration)
    if asked:
        log(by, "feedback.asked", seminar, people=len(asked))
    return len(asked)


def without_form(seminar):
    """Who took part, has an e-mail, has not answered and was sent no form to that address."""
    found = seminar.registrations.filter(status__in=TAKING_PART, feedback_given=None)
    sent = Mail.objects.filter(kind=FEEDBACK.code, about_key=OuterRef("pk"), to=OuterRef("email"))
    return found.exclude(email="").exclude(Exists(sent))


@transaction.atomic
def give_feedback(*, registration_id, answer, quote=None):
    """Keep what a participant answers, once, with nothing that leads back to whom it was.

    `answer`: an unsaved FeedbackAnswer; `quote`: an unsaved ParticipantQuote that they agree to
    have published. No entry of the journal tells when. Raises ValidationError where the form is
    closed to them or was answered.
    """
    registration = locked_registration(registration_id)
    if reason := why_no_feedback(registration):
        raise ValidationError(reason)
    if has_answered(registration):
        raise ValidationError(_("You have answered already. Thank you."))
    FeedbackGiven.objects.create(registration=registration)
    answer.seminar = registration.seminar
    answer.save(force_insert=True)
    if quote is not None:
        quote.seminar, quote.approved_at = registration.seminar, None
        quote.save(force_insert=True)


def approve_quote(*, quote_id, by=None):
    """Show a quote on the public page. Raises PermissionDenied, WrongState."""
    return take(APPROVE, quote_id, by=by)


def hide_quote(*, quote_id, by=None):
    """Show it no more. Raises PermissionDenied, WrongState."""
    return take(HIDE, quote_id, by=by)

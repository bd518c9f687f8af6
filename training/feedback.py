"""Who may answer a seminar's feedback form, and what the answers say together."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import FeedbackAnswer, Registration
from .models.feedback import FROM, TO
from .telling import TAKING_PART

ANSWERED_WITHIN = dt.timedelta(days=60)  # after the last day; contacts are kept for longer
FEWEST = 5  # answers, below which a summary would tell who has said what
QUESTIONS = ("practical_value", "lecturers", "arrangements")
WIDTH, HEIGHT, GAP = 640, 120, 40  # of the columns of a chart, without their labels


def address_of(registration):
    """The personal address of a participant's form, in the active language.

    It is theirs by their e-mail: whoever comes in their place has another.
    """
    return reverse("training:feedback", args=[signer_for(registration).sign(registration.pk)])


def registration_of(token):
    """The Registration whose address has this token. Raises Registration.DoesNotExist."""
    try:
        key = int(token.partition(":")[0])
        registration = Registration.objects.select_related("seminar").get(pk=key)
        signer_for(registration).unsign(token)
    except (signing.BadSignature, ValueError) as error:
        raise Registration.DoesNotExist from error
    return registration


def signer_for(registration):
    return signing.Signer(salt=f"training.feedback:{registration.email.casefold()}")


def has_answered(registration):
    return hasattr(registration, "feedback_given")


def why_no_feedback(registration):
    """Why a participant does not answer now, in a sentence; "" where the form is open."""
    seminar = registration.seminar
    if registration.status not in TAKING_PART or seminar.cancelled_at is not None:
        return _("This form is for those who took part in the seminar.")
    return why_form_is_closed(seminar)


def why_form_is_closed(seminar):
    today = timezone.localdate()
    if seminar.begins_at is None or seminar.ends_on > today:
        return _("The form opens on the last day of the seminar.")
    if seminar.ends_on + ANSWERED_WITHIN < today:
        return _("The form has closed.")
    return ""


@dataclass(frozen=True)
class Column:
    """How often a mark was given, and where its column stands in the chart."""

    mark: int
    number: int
    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self):
        return self.x + self.width / 2


@dataclass(frozen=True)
class Question:
    """`counts`: how often each mark from 1 to 5 was given."""

    name: str
    counts: tuple

    @property
    def mean(self):
        return sum(mark * number for mark, number in self.marks) / sum(self.counts)

    @property
    def marks(self):
        return list(enumerate(self.counts, start=FROM))

    @property
    def columns(self):
        most, step = max(self.counts), WIDTH / (TO - FROM + 1)
        for place, (mark, number) in enumerate(self.marks):
            height = round(HEIGHT * number / most, 1)
            yield Column(mark, number, place * step + GAP / 2, HEIGHT - height, step - GAP, height)


@dataclass(frozen=True)
class Summary:
    """`number` of answers; below FEWEST nothing else is told."""

    number: int
    answers: tuple

    @property
    def is_told(self):
        return self.number >= FEWEST

    @cached_property
    def questions(self):
        return [
            Question(
                FeedbackAnswer._meta.get_field(name).verbose_name,
                tuple(
                    sum(getattr(one, name) == mark for one in self.answers)
                    for mark in range(FROM, TO + 1)
                ),
            )
            for name in QUESTIONS
            if self.answers
        ]

    @property
    def suggestions(self):
        """In an order that tells nothing."""
        return [one.suggestions for one in self.answers if one.suggestions]


def summary_of(seminar):
    """The Summary of a seminar: one statement."""
    answers = tuple(seminar.feedback.all())
    number = len(answers)
    return Summary(number, answers if number >= FEWEST else ())

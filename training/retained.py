"""How long it is known who was signed up for a seminar."""

import datetime as dt

from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.outbox.models import Mail
from mediacenter.services.retention.declarations import Outcome, Rule, declare

from .feedback_telling import FEEDBACK
from .intake_telling import GUEST
from .models import (
    Certificate,
    Decision,
    FeedbackAnswer,
    FeedbackGiven,
    IntakeApplication,
    Learner,
    ParticipantQuote,
    Registration,
    Seminar,
    StewardLink,
)
from .telling import CERTIFICATE, PARTICIPANT

CONTACTS_KEPT = dt.timedelta(days=90)
NAMES_KEPT = dt.timedelta(days=3 * 365)
CERTIFICATES_KEPT = dt.timedelta(days=10 * 365)
WORDS_KEPT = dt.timedelta(days=365)
REASONS_KEPT = dt.timedelta(days=30)
NAMELESS = "—"


def declare_rules():
    declare(
        Rule(
            code="training.contacts",
            data=_("participants of seminars: phone and e-mail"),
            kept=CONTACTS_KEPT,
            since=_("after the seminar"),
            why=_("Until then participants are sent what the seminar has left to say."),
            due=contacts_no_longer_needed,
            outcome=Outcome.EMPTIED,
            fields={"phone": "", "email": ""},
        )
    )
    declare(
        Rule(
            code="training.names",
            data=_("participants of seminars: name and post"),
            kept=NAMES_KEPT,
            since=_("after the seminar"),
            why=_("Who took part may ask for a paper about it; the numbers stay."),
            due=names_no_longer_needed,
            outcome=Outcome.ANONYMIZED,
            fields={"name": NAMELESS, "post": ""},
        )
    )
    declare(
        Rule(
            code="training.learners",
            data=_("participants of seminars: key of the e-mail, to find their hours"),
            kept=NAMES_KEPT,
            since=_("after the seminar"),
            why=_("Until then participants see in their account what they have learned."),
            due=lambda moment: Learner.objects.filter(
                registration__in=over_since(moment - NAMES_KEPT)
            ),
        )
    )
    declare(
        Rule(
            code="training.mails",
            data=_("mails to participants: e-mail"),
            kept=CONTACTS_KEPT,
            since=_("after they were sent"),
            why=_("Whoever has signed somebody up may ask which mail they got."),
            due=lambda moment: Mail.objects.filter(
                kind__in=[PARTICIPANT.code, CERTIFICATE.code, GUEST.code, FEEDBACK.code],
                sent_at__lte=moment - CONTACTS_KEPT,
            ),
        )
    )
    declare(
        Rule(
            code="training.stewards",
            data=_("stewards at the door of seminars: name, and the link that is closed by then"),
            kept=CONTACTS_KEPT,
            since=_("after the seminar"),
            why=_("Until then the organizer may ask who stood at the door."),
            due=lambda moment: StewardLink.objects.filter(
                seminar__ends_on__lt=timezone.localdate(moment - CONTACTS_KEPT)
            ),
        )
    )
    declare(
        Rule(
            code="training.certificates",
            data=_("certificates: name and file"),
            kept=CERTIFICATES_KEPT,
            since=_("after they were prepared"),
            why=_("So long everybody may make sure of a certificate by its code; number stays."),
            due=lambda moment: Certificate.objects.filter(
                prepared_at__lte=moment - CERTIFICATES_KEPT
            ).exclude(name=NAMELESS, file=""),
            outcome=Outcome.ANONYMIZED,
            fields={"name": NAMELESS, "file": ""},
        )
    )
    declare_rules_of_intakes()
    declare_rules_of_feedback()


def declare_rules_of_intakes():
    declare(
        Rule(
            code="training.application_reasons",
            data=_("applications to sanatoriums: reasons"),
            kept=REASONS_KEPT,
            since=_("after the departure"),
            why=_("They serve to give the places; nobody needs them after that."),
            due=lambda moment: departed_since(moment - REASONS_KEPT).exclude(reason="", because=""),
            outcome=Outcome.EMPTIED,
            fields={"reason": "", "because": ""},
        )
    )
    declare(
        Rule(
            code="training.application_contacts",
            data=_("applications to sanatoriums: phone and e-mail"),
            kept=CONTACTS_KEPT,
            since=_("after the departure"),
            why=_("Until then guests are told what there is to say about their stay."),
            due=lambda moment: departed_since(moment - CONTACTS_KEPT).exclude(phone="", email=""),
            outcome=Outcome.EMPTIED,
            fields={"phone": "", "email": ""},
        )
    )
    declare(
        Rule(
            code="training.unplaced_applicants",
            data=_("applications to sanatoriums without a place: name and post"),
            kept=CONTACTS_KEPT,
            since=_("after the departure"),
            why=_("Until then an organization may ask why there was no place; the numbers stay."),
            due=lambda moment: named(departed_since(moment - CONTACTS_KEPT)).exclude(
                decision=Decision.PLACED
            ),
            outcome=Outcome.ANONYMIZED,
            fields={"name": NAMELESS, "post": ""},
        )
    )
    declare(
        Rule(
            code="training.guests",
            data=_("guests of sanatoriums: name and post"),
            kept=NAMES_KEPT,
            since=_("after the departure"),
            why=_("Who was a guest may ask for a paper about it; the numbers stay."),
            due=lambda moment: named(departed_since(moment - NAMES_KEPT)),
            outcome=Outcome.ANONYMIZED,
            fields={"name": NAMELESS, "post": ""},
        )
    )


def declare_rules_of_feedback():
    declare(
        Rule(
            code="training.feedback_given",
            data=_("questionnaires about seminars: who has answered"),
            kept=CONTACTS_KEPT,
            since=_("after the seminar"),
            why=_("While the form is open everybody answers once; the answers name nobody."),
            due=lambda moment: FeedbackGiven.objects.filter(
                registration__in=over_since(moment - CONTACTS_KEPT)
            ),
        )
    )
    declare(
        Rule(
            code="training.suggestions",
            data=_("questionnaires about seminars: suggestions in free words"),
            kept=WORDS_KEPT,
            since=_("after the seminar"),
            why=_("So long the organizer works with them; the marks stay."),
            due=lambda moment: FeedbackAnswer.objects.filter(
                seminar__in=seminars_over_since(moment - WORDS_KEPT)
            ).exclude(suggestions=""),
            outcome=Outcome.EMPTIED,
            fields={"suggestions": ""},
        )
    )
    declare(
        Rule(
            code="training.quotes",
            data=_("questionnaires about seminars: quotes that are not shown"),
            kept=WORDS_KEPT,
            since=_("after the seminar"),
            why=_("Until then the organizer may have them shown; what is shown stays on its page."),
            due=lambda moment: ParticipantQuote.objects.filter(
                seminar__in=seminars_over_since(moment - WORDS_KEPT), approved_at=None
            ),
        )
    )


def departed_since(moment):
    """Applications to intakes that had ended by then; where undated, by the application."""
    ended = Coalesce("intake__ends_on", TruncDate("applied_at"))
    return IntakeApplication.objects.alias(ended=ended).filter(ended__lt=timezone.localdate(moment))


def named(applications):
    return applications.exclude(name=NAMELESS, post="")


def over_since(moment):
    return Registration.objects.filter(seminar__in=seminars_over_since(moment))


def seminars_over_since(moment):
    return Seminar.objects.filter(ends_on__lt=timezone.localdate(moment))


def contacts_no_longer_needed(moment):
    return over_since(moment - CONTACTS_KEPT).exclude(phone="", email="")


def names_no_longer_needed(moment):
    return over_since(moment - NAMES_KEPT).exclude(name=NAMELESS, post="")

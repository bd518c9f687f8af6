"""Who takes part in the seminars that are examples, who waits, and who was there."""

from django.utils.translation import override

from training.actions.applying import apply_to_intake, give_places_in_turn, refuse_application
from training.actions.attending import Mark, enter_walk_ins, note_attendance
from training.actions.door import make_steward_link
from training.actions.feedback import approve_quote, give_feedback
from training.actions.signing_up import sign_up_delegation
from training.models import (
    Cohort,
    FeedbackAnswer,
    HowNoted,
    IntakeApplication,
    ParticipantQuote,
    Registration,
    Seminar,
)
from unions.models import Organization

# seminar: (organization, people) of each delegation, in the order in which they came
DELEGATIONS = {
    "media-plan-example": [("example-school-7", 3), ("example-university", 4)],
    "school-module-example": [("karaganda-education", 2)],
}
WAS_THERE = {"negotiations-example": [("example-school-7", 3), ("karaganda-education", 2)]}
# the applications of each to the intake, in the order in which they came; places are then given
APPLICATIONS = [("example-school-7", 3), ("karaganda-education", 2), ("example-university", 2)]
APPLIES_LATE = ("example-university", 1)
# marks (practical value, lecturers, how it was organized), a suggestion and a quote of each
ANSWERS = [
    (5, 5, 4, "", "Мысал: келіссөзге дайындықты бірінші рет осылай талдадық."),
    (4, 5, 4, "Мысал: практикумға көбірек уақыт берілсе.", ""),
    (5, 4, 3, "", "Мысал: үлгілерді ертеңіне-ақ қолдандық."),
    (3, 4, 5, "Мысал: материалдарды алдын ала жіберіңіздер.", ""),
    (5, 5, 5, "", ""),
]
LEAVES_EARLY = 2  # each second one
# organization: the e-mail of the first of its people, who sees the hours in their account
HAVE_ACCOUNTS = {"karaganda-education": "chair@example.org"}


def load_training(cast):
    """Sign them up under names that say that they are made up."""
    with override("kk"):
        for key, delegations in DELEGATIONS.items():
            for organization, number in delegations:
                sign_up_delegation(
                    seminar_id=cast.find(Seminar, key).pk,
                    organization=cast.find(Organization, organization),
                    participants=made_up(number),
                    takes_some=True,
                )
        for key, delegations in WAS_THERE.items():
            load_attendance(cast, cast.find(Seminar, key), delegations)
            load_feedback(cast.find(Seminar, key))
        for key in DELEGATIONS:
            make_steward_link(seminar_id=cast.find(Seminar, key).pk, name="Мысал Кезекші")
        load_applications(cast, cast.find(Cohort, "intake-example"))


def load_applications(cast, intake):
    for organization, number in APPLICATIONS:
        apply_for(cast, intake, organization, number)
    last = intake.applications.open().in_turn().last()
    refuse_application(application_id=last.pk, reason="Мысал: құжаттар кеш келді")
    give_places_in_turn(intake_id=intake.pk)
    apply_for(cast, intake, *APPLIES_LATE)


def apply_for(cast, intake, organization, number):
    applied = intake.applications.count()
    apply_to_intake(
        intake_id=intake.pk,
        organization=cast.find(Organization, organization),
        applicants=[
            IntakeApplication(name=f"Мысал Емделуші {one}", reason="Мысал: зиянды еңбек жағдайы")
            for one in range(applied + 1, applied + number + 1)
        ],
    )


def load_attendance(cast, seminar, delegations):
    for organization, number in delegations:
        participants = made_up(number)
        participants[0].email = HAVE_ACCOUNTS.get(organization, "")
        enter_walk_ins(
            seminar_id=seminar.pk,
            organization=cast.find(Organization, organization),
            participants=participants,
        )
    first, *later = seminar.sessions.all()
    people = seminar.registrations.order_by("pk").values_list("pk", flat=True)
    stayed = [key for place, key in enumerate(people, start=1) if place % LEAVES_EARLY]
    marks = [Mark(key, first.pk) for key in people]
    marks += [Mark(key, session.pk) for session in later for key in stayed]
    note_attendance(seminar_id=seminar.pk, marks=marks, how=HowNoted.LIST)


def load_feedback(seminar):
    people = seminar.registrations.order_by("pk").values_list("pk", flat=True)
    for key, (value, lecturers, arrangements, suggestions, words) in zip(
        people, ANSWERS, strict=True
    ):
        give_feedback(
            registration_id=key,
            answer=FeedbackAnswer(
                practical_value=value,
                lecturers=lecturers,
                arrangements=arrangements,
                suggestions=suggestions,
            ),
            quote=ParticipantQuote(words=words, language="kk") if words else None,
        )
    approve_quote(quote_id=seminar.quotes.get(words=ANSWERS[0][-1]).pk)


def made_up(number):
    return [Registration(name=f"Мысал Қатысушы {one}") for one in range(1, number + 1)]

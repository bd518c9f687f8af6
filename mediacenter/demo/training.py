"""Who takes part in the seminars that are examples, who waits, and who was there."""

from django.utils.translation import override

from training.actions.attending import Mark, enter_walk_ins, note_attendance
from training.actions.signing_up import sign_up_delegation
from training.models import HowNoted, Registration, Seminar
from unions.models import Organization

# seminar: (organization, people) of each delegation, in the order in which they came
DELEGATIONS = {
    "media-plan-example": [("example-school-7", 3), ("example-university", 4)],
    "school-module-example": [("karaganda-education", 2)],
}
WAS_THERE = {"negotiations-example": [("example-school-7", 3), ("karaganda-education", 2)]}
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


def made_up(number):
    return [Registration(name=f"Мысал Қатысушы {one}") for one in range(1, number + 1)]

"""Delegations to the seminars that are examples: some have a place, some wait for approval."""

from django.utils.translation import override

from training.actions.signing_up import sign_up_delegation
from training.models import Registration, Seminar
from unions.models import Organization

# seminar: (organization, people) of each delegation, in the order in which they came
DELEGATIONS = {
    "media-plan-example": [("example-school-7", 3), ("example-university", 4)],
    "school-module-example": [("karaganda-education", 2)],
}


def load_training(cast):
    """Sign them up under names that say that they are made up."""
    with override("kk"):
        for key, delegations in DELEGATIONS.items():
            for organization, number in delegations:
                sign_up_delegation(
                    seminar_id=cast.find(Seminar, key).pk,
                    organization=cast.find(Organization, organization),
                    participants=[
                        Registration(name=f"Мысал Қатысушы {one}") for one in range(1, number + 1)
                    ],
                    takes_some=True,
                )

"""Readers who have confirmed that they want the news by e-mail."""

from publications.articles.models import Rubric
from publications.newsletter.actions import ask_for_newsletter, confirm_subscription
from publications.newsletter.models import NewsletterSubscription
from unions.models import Organization

from .content import read


def load_newsletter(cast):
    for reader in read("newsletter")["reader"]:
        slug = reader.get("organization")
        organization = cast.find(Organization, slug) if slug else None
        rubrics = [cast.find(Rubric, slug) for slug in reader.get("rubrics", [])] or [None]
        ask_for_newsletter(
            email=reader["email"],
            language=reader["language"],
            frequency=reader["frequency"],
            topics=[(rubric, organization) for rubric in rubrics],
        )
        asked = NewsletterSubscription.objects.get(email=reader["email"])
        confirm_subscription(subscription_id=asked.pk)

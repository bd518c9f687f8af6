"""The states of a subscription: waiting → active ⇄ paused; either → ended ⇄ active.

Who holds the secret link is its owner: no step asks for a permission.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import States, Transition
from publications.newsletter.models import NewsletterSubscription
from publications.newsletter.models import SubscriptionStatus as Status


def lock_subscription(key):
    return NewsletterSubscription.objects.select_for_update(no_key=True).get(pk=key)


def enter_subscription(subscription, *, was, by):
    """What becomes public from now on is news to who begins; nothing is made up for a pause."""
    now = timezone.now()
    subscription.ended_at = now if subscription.status == Status.ENDED else None
    if subscription.status == Status.ACTIVE:
        subscription.gathered_until = now
        subscription.confirmed_at = subscription.confirmed_at or now
    subscription.save(update_fields=["status", "ended_at", "gathered_until", "confirmed_at"])


SUBSCRIPTION = States(
    lock=lock_subscription,
    enter=enter_subscription,
    refusal=_("This subscription is now “%(state)s”."),
)


def step(code, starts_from, leads_to):
    return Transition(
        SUBSCRIPTION,
        code=f"newsletter.{code}",
        permission=None,
        starts_from=frozenset(starts_from),
        leads_to=leads_to,
    )


CONFIRM = step("confirmed", {Status.WAITING}, Status.ACTIVE)
PAUSE = step("paused", {Status.ACTIVE}, Status.PAUSED)
RESUME = step("resumed", {Status.PAUSED}, Status.ACTIVE)
END = step("ended", {Status.ACTIVE, Status.PAUSED}, Status.ENDED)
BEGIN_AGAIN = step("begun_again", {Status.ENDED}, Status.ACTIVE)

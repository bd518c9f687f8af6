"""The newsletter as the media centre sees it: numbers by topic, and the next digest. No address."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.permissions import asks_for
from publications.articles.models import ArticleText, Rubric
from publications.newsletter.actions import DIGEST_AT, SETTLED
from publications.newsletter.digest import digest_of
from publications.newsletter.mails import digest_letter
from publications.newsletter.models import (
    Frequency,
    NewsletterSubscription,
    NewsletterTopic,
    SubscriptionStatus,
)
from unions.models import Organization

MOST_TOPICS = 200


@asks_for("publications.see_newsletter")
def overview(request):
    subscriptions = NewsletterSubscription.objects.order_by()
    active = subscriptions.filter(status=SubscriptionStatus.ACTIVE)
    return render(
        request,
        "publications/newsletter/overview.html",
        {
            "by_status": numbers(subscriptions, "status"),
            "by_frequency": numbers(active, "frequency"),
            "by_language": numbers(active, "language"),
            "topics": numbers_by_topic(),
            "frequencies": Frequency,
            "languages": settings.LANGUAGES,
        },
    )


def numbers(subscriptions, column):
    """[(name, number)] of the values of a column, in the order of the choices."""
    found = dict(subscriptions.values_list(column).annotate(Count("pk")))
    choices = NewsletterSubscription._meta.get_field(column).choices
    return [(name, found.get(value, 0)) for value, name in choices]


def numbers_by_topic():
    """[(NewsletterTopic, number of those who get its news)], the most wanted first."""
    counted = (
        NewsletterTopic.objects.filter(subscription__status=SubscriptionStatus.ACTIVE)
        .order_by()
        .values_list("rubric", "organization")
        .annotate(number=Count("pk"))
        .order_by("-number", "rubric", "organization")[:MOST_TOPICS]
    )
    rubrics = Rubric.objects.in_bulk({rubric for rubric, _organization, _number in counted})
    organizations = Organization.objects.in_bulk({place for _rubric, place, _number in counted})
    return [
        (
            NewsletterTopic(rubric=rubrics.get(rubric), organization=organizations.get(place)),
            number,
        )
        for rubric, place, number in counted
    ]


@csp_update({"style-src": [UNSAFE_INLINE]})
@asks_for("publications.see_newsletter")
def preview(request, frequency, language):
    """The mail that a reader of all news would get if the digest went out now."""
    if frequency not in Frequency or language not in LANGUAGES:
        raise Http404
    now = timezone.now()
    since = DIGEST_AT[frequency].ripe_at(now - SETTLED)
    texts = ArticleText.objects.published()
    digest = digest_of(texts, language=language, since=since, until=now)
    if not digest.number:
        messages.info(request, _("Nothing has been published for this digest yet."))
        return redirect("newsletter_desk:overview")
    with override(language):
        mail = digest_letter(digest, since=since, until=now)
    markup, _kind = mail.alternatives[0]
    return HttpResponse(markup)

"""Tries the links of texts outside the request, so that the checklist knows which are dead."""

import datetime as dt
import time

from django.db.models import Q
from django.utils import timezone

from mediacenter.toolkit.link_status import NoAnswer, NotPublic, is_public, status_of
from mediacenter.toolkit.links import MAX_LENGTH
from publications.articles.checklist import links_in
from publications.articles.models import ArticleText, LinkAnswer, LinkCheck, Status

GOOD_FOR = dt.timedelta(days=1)
BAD_FOR = dt.timedelta(minutes=10)
AT_WORK = dt.timedelta(days=14)  # a draft that nobody has touched for longer waits for nobody
PATIENCE = 20  # seconds a round: less than the beat, so that rounds do not pile up
MOST_TEXTS = 200
GONE = {404, 410}


def check_links(*, now=None, allowed=is_public):
    """Try the links of unpublished texts, the latest first. Returns how many were tried.

    Each answer is stored at once: whoever is stopped in the middle has tried the first ones.
    """
    now = now or timezone.now()
    began, tried = time.monotonic(), 0
    for url in due_links(now):
        if time.monotonic() - began > PATIENCE:
            break
        check_link(url, now=now, allowed=allowed)
        tried += 1
    return tried


def due_links(now):
    """The links of texts at work that are untried, or were tried too long ago."""
    at_work = ArticleText.objects.exclude(status=Status.PUBLISHED).filter(
        Q(changed_at__gt=now - AT_WORK), body__contains="href="
    )
    urls = {}
    for text in at_work.only("body").order_by("-changed_at")[:MOST_TEXTS]:
        urls |= dict.fromkeys(url for url in links_in(text) if len(url.encode()) <= MAX_LENGTH)
    known = LinkCheck.objects.filter(url__in=urls)
    stale = set(
        known.stale(now=now, good_for=GOOD_FOR, bad_for=BAD_FOR).values_list("url", flat=True)
    )
    fresh = set(known.values_list("url", flat=True)) - stale
    return [url for url in urls if url not in fresh]


def check_link(url, *, now, allowed):
    status = None
    try:
        status = status_of(url, allowed=allowed)
        answer = LinkAnswer.GONE if status in GONE else LinkAnswer.ANSWERS
    except NotPublic:
        answer = LinkAnswer.CLOSED
    except NoAnswer:
        answer = LinkAnswer.SILENT
    LinkCheck.objects.update_or_create(
        url=url, defaults={"answer": answer, "status": status, "tried_at": now}
    )

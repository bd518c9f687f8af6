"""Cards to share a text with: drawn outside the request, anew only when their words change."""

import datetime as dt
import logging

from celery import current_app
from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import override
from kombu.exceptions import OperationalError

from mediacenter.toolkit.storing import overwrite
from publications.articles.models import ArticleText
from publications.social.models import Card, CardSize
from publications.social.sharing.drawing import DESIGN, draw_card
from unions.deletion_registry import left_out_of_bin

left_out_of_bin(Card)  # drawn anew
logger = logging.getLogger(__name__)

CARDS_AFTER = dt.timedelta(days=30)  # older texts get cards when somebody wants to share them
AT_ONCE = 20  # texts a round of the sweeper


def words_of(text):
    """What the cards of a text say, in its language."""
    article = text.article
    with override(text.language):
        return {
            "title": text.title,
            "rubric": article.rubric.name if article.rubric else "",
            "organization": str(article.organization),
        }


def digest_of(words):
    """A name that tells nothing of the words of a draft, and is the same for the same words."""
    content = "\0".join([str(DESIGN), *words.values()])
    return salted_hmac("publications.cards", content, algorithm="sha256").hexdigest()[:40]


@transaction.atomic
def make_cards(*, text_id):
    """Draw the cards of a text that are lacking or say other words; return how many were drawn.

    Safe to repeat and to run twice at once. A worker killed in between leaves at most files,
    which the next attempt overwrites: a card counts once its row is there.
    """
    texts = ArticleText.objects.select_for_update(of=["self"], no_key=True)
    text = texts.select_related("article__organization", "article__rubric").get(pk=text_id)
    words = words_of(text)
    digest = digest_of(words)
    there = {card.size: card for card in text.cards.all()}
    drawn = 0
    for size in CardSize:
        card = there.get(size) or Card(text=text, size=size)
        if card.digest != digest:
            drawn += 1
            card.digest = digest
            content = draw_card(size=size.pixels, **words)
            overwrite(card.file, content)
        card.save()
    return drawn


def ask_for_cards(*, text):
    """Have the cards of a text drawn where they say other words; return those that are right."""
    digest = digest_of(words_of(text))
    cards = [card for card in text.cards.all() if card.digest == digest]
    if len(cards) < len(CardSize):
        queue(text.pk)
    return cards


def queue(text_id):
    """Put it into the queue; while that is away, the sweeper finds the text later."""
    try:
        current_app.send_task("publications.social.tasks.make_cards", args=[text_id])
    except (OperationalError, OSError) as error:
        logger.warning("The queue did not take the cards of text %s: %s", text_id, error)


def make_missing_cards():
    """Hand over published texts whose cards are lacking or older than the text."""
    lacking = lacking_cards(ArticleText.objects.published()).order_by("-published_at", "-pk")
    keys = list(lacking.values_list("pk", flat=True)[:AT_ONCE])
    for text_id in keys:
        queue(text_id)
    return len(keys)


def lacking_cards(texts):
    """Texts of the last weeks without a full set of cards that is younger than they are."""
    fresh = Count("cards", filter=Q(cards__made_at__gte=F("changed_at")))
    young = texts.filter(published_at__gt=Now() - CARDS_AFTER)
    return young.annotate(fresh_cards=fresh).filter(fresh_cards__lt=len(CardSize))

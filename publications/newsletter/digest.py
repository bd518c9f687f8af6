"""What a digest tells: what has become public in a period, in its reader's language."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists

from mediacenter.toolkit.language import LANGUAGES
from publications.articles.models import ArticleText

MOST_ARTICLES = 500  # of a period; more are not looked at one by one
MOST_SHOWN = 30


@dataclass(frozen=True)
class Digest:
    """`texts` in the reader's language, `elsewhere` those of articles that lack it so far.

    `further` of them are told as a number, to be read on the site.
    """

    texts: list
    elsewhere: list
    further: int

    @property
    def number(self):
        return len(self.texts) + len(self.elsewhere) + self.further

    @property
    def first(self):
        return (self.texts or self.elsewhere)[0]


def texts_for(subscription):
    """The public texts that its topics cover."""
    return ArticleText.objects.published().filter(Exists(subscription.topics.covering()))


def digest_of(texts, *, language, since, until):
    """The Digest of those of the texts that became public after `since`, up to `until`.

    An article whose text in the language is older is no news, whatever was translated since; one
    that lacks it is told once, with the first of its texts. Three queries, however many there are.
    """
    news = texts.filter(published_at__gt=since, published_at__lte=until)
    keys = news.order_by().values_list("article", flat=True).distinct()[:MOST_ARTICLES]
    versions = defaultdict(dict)
    for text in (
        ArticleText.objects.published()
        .filter(article__in=list(keys))
        .select_related("article__organization", "article__rubric")
        .defer("body")
    ):
        versions[text.article_id][text.language] = text
    own, elsewhere = [], []
    for by_language in versions.values():
        if text := by_language.get(language):
            if since < text.published_at <= until:
                own.append(text)
        elif min(text.published_at for text in by_language.values()) > since:
            elsewhere.append(next(by_language[code] for code in LANGUAGES if code in by_language))
    own, elsewhere = newest_first(own), newest_first(elsewhere)
    shown = own[:MOST_SHOWN], elsewhere[: max(MOST_SHOWN - len(own), 0)]
    return Digest(*shown, further=len(own) + len(elsewhere) - sum(map(len, shown)))


def newest_first(texts):
    return sorted(texts, key=lambda text: (text.published_at, text.pk), reverse=True)

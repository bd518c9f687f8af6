"""A new article that begins with the words of another."""

import re

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.services.journal.actions import log
from publications.articles.models import Article, ArticleText, GalleryPicture
from unions.access import require

from .texts import save_article

LONGEST_TITLE = ArticleText._meta.get_field("title").max_length
MOST_COPIES = 100  # of one title that are numbered
COPIED = ("organization", "rubric", "cover", "kind", "audiences", "video_url")


@transaction.atomic
def duplicate_article(*, article_id, by=None):
    """Enter an article anew: its pictures, tags and words, each language as a draft.

    Addresses, states and moments are the original's own. Returns the new article. Raises
    PermissionDenied for somebody who does not write for its organization.
    """
    original = Article.objects.select_related("organization").get(pk=article_id)
    article = Article(**{name: getattr(original, name) for name in COPIED})
    require(by, "add", article)
    texts = list(original.texts.select_related("source").order_by("pk"))
    sources = {text.language: text.source.language for text in texts if text.source}
    save_article(article=article, texts=[draft_of(text) for text in texts], by=by, sources=sources)
    article.tags.set(original.tags.all())
    article.related.set(original.related.all())
    GalleryPicture.objects.bulk_create(
        GalleryPicture(article=article, picture_id=place.picture_id, number=place.number)
        for place in original.gallery.all()
    )
    log(by, "article.duplicated", article, original=original.pk)
    return article


def draft_of(text):
    words = {name: value for name, value in text.parts.items() if name != "slug"}
    return ArticleText(language=text.language, **{**words, "title": title_of_copy(text)})


def title_of_copy(text):
    """The title with a word that tells it from the original, and from the copies of it there are.

    A title that leaves no room for the word is cut.
    """
    with override(text.language):
        title = original_title(text.title)
        names = [_("%(title)s (copy)")]
        names += [
            _("%(title)s (copy %(number)d)").replace("%(number)d", str(number))
            for number in range(2, MOST_COPIES)
        ]
    names = [fitting(name, title) for name in names]
    taken = set(
        ArticleText.objects.filter(
            article__organization=text.article.organization_id,
            language=text.language,
            title__in=names,
        ).values_list("title", flat=True)
    )
    return next((name for name in names if name not in taken), names[-1])


def original_title(title):
    """The title without the words of a copy, in the active language."""
    for name in (_("%(title)s (copy)"), _("%(title)s (copy %(number)d)")):
        written = re.escape(name)
        written = written.replace(re.escape("%(title)s"), "(.+)")
        written = written.replace(re.escape("%(number)d"), r"\d+")
        while found := re.fullmatch(written, title):
            title = found[1]
    return title


def fitting(name, title):
    room = LONGEST_TITLE - len(name % {"title": ""})
    return name % {"title": title if len(title) <= room else f"{title[: room - 1].rstrip()}…"}

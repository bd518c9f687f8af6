"""A new article that begins with the words of another."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from publications.models import Article, ArticleText, GalleryPicture
from unions.access import require
from unions.models.journal import log

from .texts import save_article

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
    log(by, gettext_noop("article duplicated"), article, original=original.pk)
    return article


def draft_of(text):
    words = {name: value for name, value in text.parts.items() if name != "slug"}
    return ArticleText(language=text.language, **{**words, "title": title_of_copy(text)})


def title_of_copy(text):
    """The title with a word that tells it from the original, where there is room for one."""
    with override(text.language):
        title = _("%(title)s (copy)") % {"title": text.title}
    return title if len(title) <= ArticleText._meta.get_field("title").max_length else text.title

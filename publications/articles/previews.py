"""A text before the public reads it, by a link that opens without signing in and expires.

The link is signed, names one version of one text, and dies with the next saving.
"""

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from publications.articles.models import ArticleText

LASTS = 7 * 24 * 3600  # seconds
SALT = "publications.preview"


def preview_url(text):
    """Return the path of the preview of a text as it stands now, in its language."""
    token = signing.dumps([text.pk, text.version], salt=SALT)
    with override(text.language):
        return reverse("publications:preview", args=[token])


def previewed(token):
    """Return the text that a link opens, or None where the link has expired in some way."""
    try:
        pk, version = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    texts = ArticleText.objects.select_related(
        "article__organization", "article__rubric", "article__cover"
    )
    return (
        texts.prefetch_related("article__cover__renditions").filter(pk=pk, version=version).first()
    )

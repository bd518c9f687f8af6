"""What a text still lacks before others may read it."""

import re

from django.utils.translation import gettext as _

from mediacenter.toolkit.richtext import plain_text

_PICTURE = re.compile(r"<img\b[^>]*>")
_WITH_ALTERNATIVE = re.compile(r'\balt="[^"]*\S[^"]*"')


def missing_in(text):
    """Return what an ArticleText lacks, as a list of sentences in the active language."""
    pictures = _PICTURE.findall(text.body)
    cover = text.article.cover
    wanted = [
        (text.title.strip(), _("The title is missing.")),
        (text.lead.strip(), _("The lead is missing: the news in two or three sentences.")),
        (plain_text(text.body) or pictures, _("The text itself is missing.")),
        (
            all(map(_WITH_ALTERNATIVE.search, pictures)),
            _("A picture in the text has no alternative text."),
        ),
        (
            cover is None or getattr(cover, f"alt_{text.language}"),
            _("The cover picture has no alternative text in this language."),
        ),
    ]
    return [complaint for is_there, complaint in wanted if not is_there]

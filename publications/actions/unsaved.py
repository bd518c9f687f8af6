"""What is typed and not saved yet, kept apart from the versions, for its writer alone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mediacenter.toolkit.richtext import sanitize
from publications.merging import same
from publications.models import ArticleText, UnsavedWork

LONGEST = 200_000  # characters of one part


class TooLong(Exception):
    """A part is longer than unsaved work may be."""


@transaction.atomic
def keep_unsaved_work(*, user, article, language, base_version, fields):
    """Keep what `user` has typed in one language of an article (None: a new one).

    `fields`: the parts by column; others are dropped. `base_version`: the version that the form
    was opened with, 0 for none. Returns the UnsavedWork, or None where the text says so already:
    what arrives after the saving has overtaken it is kept no more. Raises PermissionDenied and
    TooLong.
    """
    verb = "add" if article is None else "change"
    if not user.has_perm(f"publications.{verb}_article", article):
        raise PermissionDenied
    kept = {name: str(fields[name]) for name in ArticleText.PARTS if name in fields}
    if any(len(value) > LONGEST for value in kept.values()):
        raise TooLong
    if "body" in kept:
        kept["body"] = sanitize(kept["body"])
    if says_already(article, language, kept):
        drop_unsaved_work(user=user, article=article, languages=[language])
        return None
    work, _is_new = UnsavedWork.objects.update_or_create(
        user=user,
        article=article,
        language=language,
        defaults={"base_version": base_version, "fields": kept},
    )
    return work


def says_already(article, language, parts):
    text = article and article.texts.filter(language=language).first()
    return bool(text) and all(same(getattr(text, name), value) for name, value in parts.items())


def drop_unsaved_work(*, user, article, languages):
    """Forget what was saved or is not wanted any more; `article` None: that of a new one."""
    UnsavedWork.objects.filter(user=user, article=article, language__in=languages).delete()

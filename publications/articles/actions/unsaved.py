"""What is typed and not saved yet, kept apart from the versions, for its writer alone."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from mediacenter.toolkit.markup_bounds import too_long
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.richtext import sanitize
from publications.articles.merging import has_parts
from publications.articles.models import Article, ArticleText, UnsavedWork

LONGEST = 200_000  # characters of one part


@transaction.atomic
def keep_unsaved_work(*, user, article, edit_session, sequence, language, base_version, fields):
    """Keep what `user` has typed in one language of an article (None: a new one).

    `edit_session`: its key; what is older than its last `sequence`, or arrives after its saving,
    is passed over. `fields`: the parts by column; others are dropped. `base_version`:
    the version that the form was opened with, 0 for none. Returns the UnsavedWork as it is now,
    without words where the text says them already. Raises PermissionDenied, and
    ValidationError for what is longer than LONGEST or beyond toolkit.markup_bounds.
    """
    verb = "add" if article is None else "change"
    demand(user, f"publications.{verb}_article", article)
    typed = {name: str(fields[name]) for name in ArticleText.PARTS if name in fields}
    if any(len(value) > LONGEST for value in typed.values()):
        raise too_long(LONGEST)
    if "body" in typed:
        typed["body"] = sanitize(typed["body"])
    text = None
    if article is not None:
        # the article before the work, as whoever saves: two who wait for each other wait forever
        articles = Article.objects.select_for_update(of=["self"], no_key=True)
        if articles.filter(pk=article.pk).first() is None:  # deleted meanwhile
            raise PermissionDenied
        text = article.texts.filter(language=language).first()
    kept = {
        "sequence": sequence,
        "base_version": base_version,
        "fields": {} if has_parts(text, typed) else typed,
    }
    works = UnsavedWork.objects.select_for_update(of=["self"])
    work, is_new = works.get_or_create(
        user=user,
        edit_session=edit_session,
        language=language,
        defaults={"article": article, **kept},
    )
    if is_new:
        forget_the_oldest(user, article, language)
    elif work.sequence <= sequence:
        for name, value in kept.items():
            setattr(work, name, value)
        work.save()
    return work


@transaction.atomic
def keep_unsaved_form(*, user, article, edit_session, sequence, texts, recovered=None):
    """Keep a form that could not be saved: `texts` is {language: (base version, parts)}.

    What was `recovered` into it lies in it now. Raises as keep_unsaved_work.
    """
    for language, (base_version, fields) in texts.items():
        keep_unsaved_work(
            user=user,
            article=article,
            edit_session=edit_session,
            sequence=sequence,
            language=language,
            base_version=base_version,
            fields=fields,
        )
    forget_edit_session(user, recovered)


def forget_the_oldest(user, article, language):
    works = UnsavedWork.objects.lying(user=user, article=article, language=language)
    oldest = works.values_list("pk", flat=True)[UnsavedWork.MOST_SESSIONS :]
    UnsavedWork.objects.filter(pk__in=list(oldest)).delete()


@transaction.atomic
def close_edit_session(*, user, edit_session, recovered=None):
    """Forget what was typed in a form that is saved now, and in the one `recovered` into it.

    Call it in the transaction of the saving, after it: what was sent before, and is still on its
    way, finds the edit session closed.
    """
    closed = [
        UnsavedWork(
            user=user,
            edit_session=edit_session,
            language=language,
            sequence=UnsavedWork.LAST,
            fields={},
        )
        for language, _name in settings.LANGUAGES
    ]
    UnsavedWork.objects.bulk_create(
        closed,
        update_conflicts=True,
        unique_fields=["user", "edit_session", "language"],
        update_fields=["sequence", "fields", "kept_at"],
    )
    forget_edit_session(user, recovered)


def forget_edit_session(user, edit_session):
    if edit_session is not None:
        UnsavedWork.objects.filter(user=user, edit_session=edit_session).delete()


def discard_unsaved_work(*, user, edit_session, language):
    """Forget what its writer does not want any more."""
    UnsavedWork.objects.filter(user=user, edit_session=edit_session, language=language).delete()

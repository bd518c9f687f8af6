"""Every state of a text that was ever saved, and when each stood on the site.

`record`, `open_period` and `close_period` belong to the use cases of texts.py, which hold the lock.
"""

from django.utils import timezone

from publications.articles.models import ArticleText, FormerAddress, Revision, Status


def record(text, *, by, before=None):
    """Keep a text as it has just been stored; `before` is what stood there until now."""
    now = timezone.now()
    public_from = None
    if before is not None:
        left = kept(before)
        if before.status == Status.PUBLISHED:
            # what was only scheduled has never been seen: the new version stands in its place
            public_from = max(before.published_at, now)
            end_period(left, now)
    Revision.objects.create(
        text=text,
        version=text.version,
        fields=text.parts,
        saved_by=by,
        public_from=public_from,
    )


def open_period(text, *, by):
    """Note from when on the version stands on the site. A version stands there once:
    what is published again after a withdrawal becomes a version of its own."""
    revision = kept(text)
    if revision.public_until is not None:
        renumber(text)
        record(text, by=by)
        revision = kept(text)
    revision.public_from = text.published_at
    revision.save(update_fields=["public_from"])


def close_period(text, *, at):
    """Note until when the version stood on the site, or that it never came to stand there."""
    end_period(kept(text), at)


def end_period(revision, at):
    if revision.public_from is None:
        return
    if revision.public_from > at:
        revision.public_from = None
    else:
        revision.public_until = at
    revision.save(update_fields=["public_from", "public_until"])


def kept(text):
    """The revision of the present version; made here for what came by import or in bulk."""
    revision, is_new = Revision.objects.get_or_create(
        text=text,
        version=text.version,
        defaults={
            "fields": text.parts,
            "public_from": text.published_at if text.status == Status.PUBLISHED else None,
        },
    )
    if is_new:
        Revision.objects.filter(pk=revision.pk).update(saved_at=text.changed_at)
    return revision


def renumber(text):
    """Give the same words the next version number; translations stay as fresh as they were."""
    text.version += 1
    ArticleText.objects.filter(pk=text.pk).update(version=text.version)
    text.translations.filter(source_version=text.version - 1).update(source_version=text.version)


def leave_address(text, former):
    """Let a former address of a public text lead to the present one."""
    FormerAddress.objects.filter(language=text.language, slug=text.slug).delete()
    FormerAddress.objects.update_or_create(
        language=text.language, slug=former, defaults={"text": text}
    )


def was_ever_public(text):
    now = timezone.now()
    if text.status == Status.PUBLISHED and text.published_at <= now:
        return True
    return text.revisions.filter(public_from__lte=now).exists()


def note_source(text, source):
    """Note what a text was translated from, as it stands now; None for an original."""
    if source is not None and source.pk == text.pk:
        source = None
    text.source, text.source_version = source, source and source.version
    text.save(update_fields=["source", "source_version"])


def note_joint_saving(texts):
    """Who changed a text and its translation in one go has brought them to agree."""
    keys = [text.pk for text in texts]
    if len(keys) > 1:
        for text in ArticleText.objects.filter(pk__in=keys, source__in=keys).select_related(
            "source"
        ):
            text.source_version = text.source.version
            text.save(update_fields=["source_version"])

"""Storing what is written in an article, version by version, each language at its own address."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.language import slug_for
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.richtext import sanitize
from publications.articles.models import ArticleText, FormerAddress
from publications.articles.transitions import SET_BY_STEPS
from publications.pictures.illustrations import lost_pictures, without
from unions.models import BinEntry

from . import versions

ADDRESS_LENGTH = 100
ATTEMPTS_AT_ADDRESS = 5
RESERVED = {"feed", "embargo", "newspapers"}  # addresses beside those of articles
# Not the writer's to save.
STATE = (*SET_BY_STEPS, "source", "source_version")


class ChangedMeanwhile(Exception):
    """Somebody has saved the text since it was read; `stored` is what stands now."""

    def __init__(self, stored):
        super().__init__(_("Somebody has changed this text since you opened it."))
        self.stored = stored


@transaction.atomic
def save_article(*, article, texts=(), by=None, sources=None):
    """Store an article together with its new and changed language versions.

    `article` and `texts` (ArticleText instances) may be new; each text that says something else
    than before becomes a version of its own. A blank address is spelled from the title; that of a
    public text stays, and where it is changed, the former one leads to it. `sources` says what
    was translated from what: {language: language, or "" for an original}. No state changes here.
    Returns the article. Raises PermissionDenied for a text that `by` may not change (any more),
    and ChangedMeanwhile where somebody has saved since the text was read.
    """
    if article._state.adding:
        article.created_by = by
    article.save()
    changed = []
    for text in texts:
        text.article = article
        if save_text(text, by):
            changed.append(text)
    versions.note_joint_saving(changed)
    note_sources(article, sources or {}, by)
    log(by, "article.saved", article, languages=[text.language for text in texts])
    return article


def note_sources(article, sources, by):
    texts = {text.language: text for text in article.texts.select_related("article__organization")}
    for language in sources.keys() & texts.keys():
        demand(by, "publications.change_text", texts[language])
        versions.note_source(texts[language], texts.get(sources[language]))


@transaction.atomic
def restore_version(*, text_id, version, by=None):
    """Write an earlier version anew, as the newest one; the address stays.

    Pictures that have been deleted since are left out; returns how many. Raises PermissionDenied
    as saving does.
    """
    text = ArticleText.objects.select_related("article").get(pk=text_id)
    revision = text.revisions.get(version=version)
    for name, value in revision.fields.items():
        if name in ArticleText.PARTS and name != "slug":
            setattr(text, name, value)
    lost = lost_pictures(text.body)
    text.body = without(text.body, lost)
    save_article(article=text.article, texts=[text], by=by)
    return len(lost)


def save_text(text, by):
    """Store one language version; return whether it says something else now."""
    stored = None
    if text.pk:
        stored = ArticleText.objects.select_for_update().get(pk=text.pk)
    demand(by, "publications.change_text", stored or text)
    if stored and stored.version != text.version:
        raise ChangedMeanwhile(stored)
    for name in STATE:
        setattr(text, name, getattr(stored or ArticleText(), name))
    text.body = sanitize(text.body)
    is_public = stored and versions.was_ever_public(stored)
    if is_public:
        text.slug = text.slug or stored.slug
    is_changed = stored is None or text.parts != stored.parts
    if stored and is_changed:
        text.version += 1
    store(text)
    if is_changed:
        versions.record(text, by=by, before=stored)
    if is_public and text.slug != stored.slug:
        versions.leave_address(text, stored.slug)
    return is_changed


def store(text):
    """Save a text, under the next free address where nobody chose one."""
    further_attempts = 0 if text.slug else ATTEMPTS_AT_ADDRESS - 1
    while True:
        text.slug = text.slug or free_address(text)
        try:
            with transaction.atomic():
                text.save()
            return
        except IntegrityError:
            # another text took the address in the same moment
            if not further_attempts:
                raise
            further_attempts -= 1
            text.slug = ""


def free_address(text):
    spelled = slug_for(text.title, max_length=ADDRESS_LENGTH)
    others = ArticleText.objects.filter(language=text.language).exclude(pk=text.pk)
    taken = others.filter(slug__startswith=spelled[: ADDRESS_LENGTH // 2])
    former = FormerAddress.objects.filter(language=text.language).exclude(text=text.pk)
    former = former.filter(slug__startswith=spelled[: ADDRESS_LENGTH // 2])
    taken = RESERVED.union(
        taken.values_list("slug", flat=True), former.values_list("slug", flat=True)
    )
    taken = set(taken)
    while True:
        address = slug_for(text.title, taken=taken, max_length=ADDRESS_LENGTH)
        if not BinEntry.objects.filter(slugs__contains=[address]).exists():
            return address
        taken.add(address)

"""From a draft to a public text and back. Each language version goes its own way.

draft → review (submit) → ready (approve) → published (publish, now or later) → draft (withdraw);
review and ready → draft (return). `by` is the user who acts; None is the portal itself.
"""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.toolkit.language import slug_for
from mediacenter.toolkit.richtext import sanitize
from publications.checklist import missing_in
from publications.models import ArticleText, FormerAddress, Remark, Status
from publications.steps import APPROVE, LIMIT, PUBLISH, RETURN, SUBMIT, WITHDRAW
from unions.models.journal import log

from . import versions
from .fulfilling import follow_text

ADDRESS_LENGTH = 100
ATTEMPTS_AT_ADDRESS = 5
RESERVED = {"feed", "embargo", "newspapers"}  # addresses beside those of articles
STATE = ("status", "published_at", "withdraw_at", "source", "source_version")  # not the writer's


class NotReady(Exception):
    """A text lacks something; `missing` says what, one sentence each, for the form to show."""

    def __init__(self, missing):
        super().__init__(" ".join(missing))
        self.missing = missing


class ChangedMeanwhile(Exception):
    """Somebody has saved the text since it was read; `stored` is what stands now."""

    def __init__(self, stored):
        super().__init__(_("Somebody has changed this text since you opened it."))
        self.stored = stored


class WrongState(Exception):
    """The text is not (any more) in a state that the step starts from; says in which it is."""


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
    log(by, "saved", article, languages=[text.language for text in texts])
    return article


def note_sources(article, sources, by):
    texts = {text.language: text for text in article.texts.select_related("article__organization")}
    for language in sources.keys() & texts.keys():
        demand(by, "publications.change_text", texts[language])
        versions.note_source(texts[language], texts.get(sources[language]))


@transaction.atomic
def restore_version(*, text_id, version, by=None):
    """Write an earlier version anew, as the newest one; the address stays. Returns the text.

    Raises PermissionDenied as saving does.
    """
    text = ArticleText.objects.select_related("article").get(pk=text_id)
    revision = text.revisions.get(version=version)
    for name, value in revision.fields.items():
        if name in ArticleText.PARTS and name != "slug":
            setattr(text, name, value)
    save_article(article=text.article, texts=[text], by=by)
    return text


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
    for attempt in range(ATTEMPTS_AT_ADDRESS):
        spelled = not text.slug
        if spelled:
            text.slug = free_address(text)
        try:
            with transaction.atomic():
                text.save()
        except IntegrityError:
            # another text took the address in the same moment
            if not spelled or attempt == ATTEMPTS_AT_ADDRESS - 1:
                raise
            text.slug = ""
        else:
            return


def free_address(text):
    spelled = slug_for(text.title, max_length=ADDRESS_LENGTH)
    others = ArticleText.objects.filter(language=text.language).exclude(pk=text.pk)
    taken = others.filter(slug__startswith=spelled[: ADDRESS_LENGTH // 2])
    former = FormerAddress.objects.filter(language=text.language).exclude(text=text.pk)
    former = former.filter(slug__startswith=spelled[: ADDRESS_LENGTH // 2])
    taken = RESERVED.union(
        taken.values_list("slug", flat=True), former.values_list("slug", flat=True)
    )
    return slug_for(text.title, taken=taken, max_length=ADDRESS_LENGTH)


@transaction.atomic
def submit_text(*, text_id, by=None):
    """Hand a draft in for review. Raises NotReady with what it lacks."""
    text = locked(text_id, by, SUBMIT)
    require_complete(text, by)
    return take(SUBMIT, text, by)


@transaction.atomic
def approve_text(*, text_id, by=None):
    """Find a text in review ready for the reader. Raises NotReady with what it lacks."""
    text = locked(text_id, by, APPROVE)
    require_complete(text, by)
    return take(APPROVE, text, by)


@transaction.atomic
def return_text(*, text_id, by=None, remark=""):
    """Give a text in review back to its writer, with a remark; or take it back oneself.

    Raises NotReady where an editor gives back without a word on what is to be mended.
    """
    text = locked(text_id, by, RETURN)
    is_editors = by is not None and by.has_perm("publications.publish_text", text)
    if remark:
        Remark.objects.create(text=text, words=remark, made_by=by)
    elif is_editors and not text.remarks.open().exists():
        raise NotReady([_("Say what is to be mended: the writer reads your remark.")])
    return take(RETURN, text, by, remark=remark)


@transaction.atomic
def publish_text(*, text_id, by=None, at=None, until=None):
    """Make one language version public: now, or at the moment `at`; it leaves the site at `until`.

    An embargo holds whatever `at` says. Raises NotReady with what it lacks.
    """
    text = locked(text_id, by, PUBLISH)
    require_complete(text, by)
    moments = [at or timezone.now(), text.embargo_until]
    text.published_at = max(filter(None, moments))
    require_order(text, until)
    text.withdraw_at = until
    return take(PUBLISH, text, by, at=text.published_at.isoformat(), until=said(until))


@transaction.atomic
def limit_text(*, text_id, by=None, until=None):
    """Set or move the moment at which a public or scheduled text leaves the site; None: it stays.

    Raises NotReady where the moment has passed or lies before the publication.
    """
    text = locked(text_id, by, LIMIT)
    require_order(text, until)
    text.withdraw_at = until
    text.save(update_fields=["withdraw_at"])
    log(by, LIMIT.verb, text, language=text.language, until=said(until))
    return text


@transaction.atomic
def withdraw_text(*, text_id, by=None):
    """Take a text off the public site, or off the schedule, and make it a draft again."""
    return take_off(locked(text_id, by, WITHDRAW), by=by, at=timezone.now())


@transaction.atomic
def withdraw_at_its_time(*, text_id):
    """End what the clock has taken off the site already; return whether there was something.

    Who comes second, or while somebody else is at it, finds nothing to do.
    """
    due = ArticleText.objects.due_to_leave().select_related("article__organization")
    text = due.select_for_update(of=["self"], skip_locked=True).filter(pk=text_id).first()
    if text is None:
        return False
    take_off(text, by=None, at=text.withdraw_at)
    return True


def take_off(text, *, by, at):
    was_public_from = text.published_at.isoformat()
    text.published_at = text.withdraw_at = None
    return take(WITHDRAW, text, by, ended=at, was_public_from=was_public_from)


def locked(text_id, by, step):
    """Return the text, locked; the refusals come before any change."""
    texts = ArticleText.objects.select_related("article__organization", "article__cover")
    text = texts.select_for_update(of=["self"]).get(pk=text_id)
    demand(by, step.permission, text)
    if text.status not in step.starts_from:
        raise WrongState(
            _("This text is in the state “%(state)s” now: somebody was faster.")
            % {"state": text.get_status_display()}
        )
    return text


def demand(by, permission, text):
    if by is not None and not by.has_perm(permission, text):
        raise PermissionDenied


def require_complete(text, by):
    missing = missing_in(text, by=by)
    if missing:
        raise NotReady(missing)


def require_order(text, until):
    if until is not None and until <= max(timezone.now(), text.published_at):
        raise NotReady([_("A text leaves the site after it has become public, not before.")])


def said(moment):
    return moment and moment.isoformat()


def take(step, text, by, *, ended=None, **details):
    was, text.status = text.status, step.leads_to
    text.save(update_fields=["status", "published_at", "withdraw_at"])
    if text.status == Status.PUBLISHED:
        versions.open_period(text, by=by)
    elif was == Status.PUBLISHED:
        versions.close_period(text, at=ended)
    log(by, step.verb, text, language=text.language, **details)
    follow_text(text=text)
    return text

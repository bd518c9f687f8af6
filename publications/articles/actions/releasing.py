"""From a draft to a public text and back. Each language version goes its own way.

draft → review (submit) → ready (approve) → published (publish, now or later) → draft (withdraw);
review and ready → draft (return, take back). `by` is the user who acts; None is the portal itself.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from publications.articles.checklist import missing_in, unsure_of
from publications.articles.hooks import leaves_by_the_clock, step_taken, text_withdrawn
from publications.articles.models import ArticleText, Remark, Status
from publications.articles.steps import (
    APPROVE,
    LIMIT,
    PUBLISH,
    RESCHEDULE,
    RETURN,
    SUBMIT,
    TAKE_BACK,
    WITHDRAW,
)

from . import versions
from .texts import demand

USUAL_HOUR = dt.time(10)


class NotReady(Exception):
    """A text lacks something; `missing` says what, one sentence each, for the form to show."""

    def __init__(self, missing):
        super().__init__(" ".join(missing))
        self.missing = missing


class WrongState(Exception):
    """The text is not (any more) in a state that the step starts from; says in which it is."""


@transaction.atomic
def submit_text(*, text_id, by=None, despite=()):
    """Hand a draft in for review. Raises NotReady with what it lacks.

    `despite`: codes of Findings that may be wrong and that `by` has seen.
    """
    text = locked(text_id, by, SUBMIT)
    require_complete(text, by)
    require_seen(text, by, despite)
    text.handed_in_by, text.handed_in_at = by, timezone.now()
    text.save(update_fields=["handed_in_by", "handed_in_at"])
    return take(SUBMIT, text, by, **({"despite": sorted(despite)} if despite else {}))


@transaction.atomic
def approve_text(*, text_id, by=None):
    """Find a text in review ready for the reader. Raises NotReady with what it lacks."""
    text = locked(text_id, by, APPROVE)
    require_complete(text, by)
    return take(APPROVE, text, by)


@transaction.atomic
def return_text(*, text_id, by=None, remark=""):
    """Give a text in review back to its writer, who reads in a remark what is to be mended.

    Raises NotReady where there is none.
    """
    text = locked(text_id, by, RETURN)
    if remark:
        Remark.objects.create(text=text, words=remark, made_by=by)
    elif not text.remarks.open().exists():
        raise NotReady([_("Say what needs fixing: the author will read your remark.")])
    return take(RETURN, text, by, remark=remark)


@transaction.atomic
def take_back_text(*, text_id, by=None):
    """Go on writing a text that one has handed in."""
    return take(TAKE_BACK, locked(text_id, by, TAKE_BACK), by)


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
def schedule_text(*, text_id, day, time=None, by=None):
    """Let a text become public on a day to come, at `time` or else at the usual hour.

    Raises NotReady with what it lacks, or where the moment has passed or lies before the end of
    the embargo.
    """
    text = locked(text_id, by, PUBLISH)
    moment = moment_of(day, time) if time else usual_moment(day, text.embargo_until)
    require_to_come(moment, text)
    return publish_text(text_id=text_id, by=by, at=moment)


def usual_moment(day, embargo_until=None):
    """The hour at which a text of a day becomes public unless somebody says another."""
    moment = moment_of(day, USUAL_HOUR)
    ends_then = embargo_until and timezone.localdate(embargo_until) == day
    return max(moment, embargo_until) if ends_then else moment


def moment_of(day, time):
    return timezone.make_aware(dt.datetime.combine(day, time))


def require_to_come(moment, text):
    if moment <= timezone.now() or moment < (text.embargo_until or moment):
        raise NotReady([_("The new time has passed or is before the end of the embargo.")])


@transaction.atomic
def reschedule_text(*, text_id, day, time=None, by=None):
    """Let a scheduled text become public on another day, at `time` or else at the same hour.

    Raises NotReady where it is public already, or where the new moment has passed, lies before
    the end of the embargo or after the leaving.
    """
    text = locked(text_id, by, RESCHEDULE)
    moment = moment_of(day, time or timezone.localtime(text.published_at).time())
    if text.published_at <= timezone.now():
        raise NotReady([_("This text is public already.")])
    require_to_come(moment, text)
    text.published_at = moment
    if text.withdraw_at:
        require_order(text, text.withdraw_at)
    text.save(update_fields=["published_at"])
    log(by, RESCHEDULE.code, text, language=text.language, to=moment.isoformat())
    step_taken(RESCHEDULE, text, was=text.status, by=by)
    return text


@transaction.atomic
def limit_text(*, text_id, by=None, until=None):
    """Set or move the moment at which a public or scheduled text leaves the site; None: it stays.

    Raises NotReady where the moment has passed or lies before the publication.
    """
    text = locked(text_id, by, LIMIT)
    require_order(text, until)
    text.withdraw_at = until
    text.save(update_fields=["withdraw_at"])
    log(by, LIMIT.code, text, language=text.language, until=said(until))
    return text


@transaction.atomic
def withdraw_text(*, text_id, by=None):
    """Take a text off the public site, or off the schedule, and make it a draft again.

    What it had fulfilled in the media plan is in work again.
    """
    text = take_off(locked(text_id, by, WITHDRAW), by=by, at=timezone.now())
    text_withdrawn(text, by=by)
    return text


@transaction.atomic
def withdraw_at_its_time(*, text_id):
    """End what the clock has taken off the site already; return whether there was something.

    Who comes second, or while somebody else is at it, finds nothing to do.
    """
    due = ArticleText.objects.due_to_leave().select_related("article__organization")
    text = due.select_for_update(of=["self"], skip_locked=True).filter(pk=text_id).first()
    if text is None:
        return False
    leaves_by_the_clock(text)
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
            _("This text is now “%(state)s”: someone else has already changed it.")
            % {"state": text.get_status_display()}
        )
    return text


def require_complete(text, by):
    missing = missing_in(text, by=by)
    if missing:
        raise NotReady(missing)


def require_seen(text, by, despite):
    unseen = [one.sentence for one in unsure_of(text, by=by) if one.code not in despite]
    if unseen:
        raise NotReady([*unseen, _("Mend it, or press “Save and submit anyway”.")])


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
    log(by, step.code, text, language=text.language, **details)
    step_taken(step, text, was=was, by=by)
    return text

"""From a draft to a public text and back. Each language version goes its own way.

Its states: publications.articles.transitions. `by` is the user who acts; None is the portal itself.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.transitions.steps import arrive, take, taking
from publications.articles.checklist import missing_in, unsure_of
from publications.articles.hooks import leaves_by_the_clock, text_withdrawn
from publications.articles.models import ArticleText, Remark
from publications.articles.transitions import (
    APPROVE,
    LIMIT,
    PUBLISH,
    RESCHEDULE,
    RETURN,
    SUBMIT,
    TAKE_BACK,
    WITHDRAW,
    lock_text,
)

from . import versions

USUAL_HOUR = dt.time(10)


class NotReady(Exception):
    """A text lacks something; `missing` says what, one sentence each, for the form to show."""

    def __init__(self, missing):
        super().__init__(" ".join(missing))
        self.missing = missing


def submit_text(*, text_id, by=None, despite=()):
    """Hand a draft in for review. Raises NotReady with what it lacks.

    `despite`: codes of Findings that may be wrong and that `by` has seen.
    """
    details = {"despite": sorted(despite)} if despite else {}
    with taking(SUBMIT, text_id, by=by, details=details) as text:
        require_complete(text, by)
        require_seen(text, by, despite)
        text.handed_in_by, text.handed_in_at = by, timezone.now()
    return text


def approve_text(*, text_id, by=None):
    """Find a text in review ready for the reader. Raises NotReady with what it lacks."""
    with taking(APPROVE, text_id, by=by) as text:
        require_complete(text, by)
    return text


def return_text(*, text_id, by=None, remark=""):
    """Give a text in review back to its writer, who reads in a remark what is to be mended.

    Raises NotReady where there is none.
    """
    with taking(RETURN, text_id, by=by, details={"remark": remark}) as text:
        if remark:
            Remark.objects.create(text=text, words=remark, made_by=by)
        elif not text.remarks.open().exists():
            raise NotReady([_("Say what needs fixing: the author will read your remark.")])
    return text


def take_back_text(*, text_id, by=None):
    """Go on writing a text that one has handed in."""
    return take(TAKE_BACK, text_id, by=by)


def publish_text(*, text_id, by=None, at=None, until=None):
    """Make one language version public: now, or at the moment `at`; it leaves the site at `until`.

    An embargo holds whatever `at` says. Raises NotReady with what it lacks.
    """
    details = {"until": written_moment(until)}
    with taking(PUBLISH, text_id, by=by, details=details) as text:
        require_complete(text, by)
        moments = [at or timezone.now(), text.embargo_until]
        text.published_at = max(filter(None, moments))
        require_order(text, until)
        text.withdraw_at = until
        details["at"] = written_moment(text.published_at)
    return text


@transaction.atomic
def schedule_text(*, text_id, day, time=None, by=None):
    """Let a text become public on a day to come, at `time` or else at the usual hour.

    Raises NotReady with what it lacks, or where the moment has passed or lies before the end of
    the embargo.
    """
    text = lock_text(text_id)
    PUBLISH.demand_of(by, text)
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


def reschedule_text(*, text_id, day, time=None, by=None):
    """Let a scheduled text become public on another day, at `time` or else at the same hour.

    Raises NotReady where it is public already, or where the new moment has passed, lies before
    the end of the embargo or after the leaving.
    """
    details = {}
    with taking(RESCHEDULE, text_id, by=by, details=details) as text:
        moment = moment_of(day, time or timezone.localtime(text.published_at).time())
        if text.published_at <= timezone.now():
            raise NotReady([_("This text is public already.")])
        require_to_come(moment, text)
        text.published_at = moment
        if text.withdraw_at:
            require_order(text, text.withdraw_at)
        details["to"] = written_moment(moment)
    return text


def limit_text(*, text_id, by=None, until=None):
    """Set or move the moment at which a public or scheduled text leaves the site; None: it stays.

    Raises NotReady where the moment has passed or lies before the publication.
    """
    with taking(LIMIT, text_id, by=by, details={"until": written_moment(until)}) as text:
        require_order(text, until)
        text.withdraw_at = until
    return text


@transaction.atomic
def withdraw_text(*, text_id, by=None):
    """Take a text off the public site, or off the schedule, and make it a draft again.

    What it had fulfilled in the media plan is in work again.
    """
    details = {}
    with taking(WITHDRAW, text_id, by=by, details=details) as text:
        details["was_public_from"] = take_off(text)
    versions.close_period(text, at=timezone.now())
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
    left_at = text.withdraw_at
    arrive(WITHDRAW, text, was_public_from=take_off(text))
    versions.close_period(text, at=left_at)
    return True


def take_off(text):
    """Forget the moments of a text; return, for the journal, from when on it was public."""
    was_public_from = written_moment(text.published_at)
    text.published_at = text.withdraw_at = None
    return was_public_from


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


def written_moment(moment):
    return moment and moment.isoformat()

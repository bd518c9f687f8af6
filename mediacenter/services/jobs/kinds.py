"""The kinds of long work that there are: each room registers its own.

register(Kind("training.certificates", _("Certificates"), do=make_certificates))
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

ATTEMPTS = 3


class NotDone(Exception):
    """The work cannot be done. `code` is for the words to whoever waits, `cause` for the log."""

    def __init__(self, code, cause=""):
        super().__init__(f"{code}: {cause}")
        self.code, self.cause = code, cause


class Interrupted(Exception):
    """Something outside broke the work off: it counts as a lost worker, and is tried again.

    `cause` is for the log.
    """

    def __init__(self, cause):
        super().__init__(cause)
        self.cause = cause


def asked_for_it(user, work):
    """Whether somebody has asked for a job or batch."""
    return work.requested_by_id == user.pk


def no_page(work):
    return None


def undivided(batch):
    return []


@dataclass(frozen=True)
class Part:
    """How far one part of a batch is: of its jobs, how many are done and how many failed."""

    name: str
    of: int
    done: int
    failed: int

    @property
    def in_words(self):
        words = _("%(done)s of %(of)s") % {"done": self.done, "of": self.of}
        if not self.failed:
            return words
        return f"{words}, {_('%(number)s failed') % {'number': self.failed}}"


@dataclass(frozen=True)
class Kind:
    """One kind of long work.

    `do(job, tell)`, a function or its dotted name, does it in a worker, and must bear to be done
    again from its beginning: whoever kills it loses time and nothing else. `tell(stage, percent)`
    notes how far it is, `tell()` is a sign of life; call one of them more often than every
    JOB_SILENCE seconds and let what it raises pass: then the job is no longer this worker's. What
    `do` returns, None or plain JSON, is kept as the job's result. It raises NotDone, or
    Interrupted.

    `stages` and `failures` are the words of the codes, `queue` is the lane of Celery (None: that of
    files), `attempts` after how many lost workers it is given up, `model` a subclass of Job where
    the room keeps columns of its own. `may_see(user, job)` opens the page of a job to a user who is
    signed in; that of a batch is open to its requester as long as `may_see_batch(user, batch)`.
    `home(work)` is the address of the page that the work belongs to, None where there is none; the
    page of the job or batch leads there. `outcome(work)` is what a finished job or batch has made,
    as (address, words of the link) or None. `parts(batch)` lists the Parts that the progress of a
    batch is shown by, in a fixed number of statements.
    """

    code: str
    name: str
    do: Callable | str
    stages: dict = field(default_factory=dict)
    failures: dict = field(default_factory=dict)
    queue: str | None = None
    attempts: int = ATTEMPTS
    model: str = "jobs.Job"
    may_see: Callable = asked_for_it
    may_see_batch: Callable = asked_for_it
    home: Callable = no_page
    outcome: Callable = no_page
    parts: Callable = undivided

    @property
    def work(self):
        return import_string(self.do) if isinstance(self.do, str) else self.do


KINDS = {}


def register(kind):
    KINDS[kind.code] = kind

"""How far work is, and how long it may still take."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TELLS_TIME = 10  # percent: before that a guess would be far off


@dataclass(frozen=True)
class Progress:
    """`percent` is a whole number; `left` a timedelta, None where nobody can tell.

    `in_words` is what it says to whoever waits, `counts` are the jobs of a batch by their status.
    """

    percent: int
    finished: bool
    left: timedelta | None
    in_words: str
    counts: dict = field(default_factory=dict)

    def left_in_words(self):
        """«about 3 minutes left», "" where nobody can tell."""
        if self.left is None:
            return ""
        if self.left < timedelta(minutes=1):
            return _("less than a minute left")
        minutes = round(self.left / timedelta(minutes=1))
        if minutes < 60:
            return ngettext(
                "about %(number)s minute left", "about %(number)s minutes left", minutes
            ) % {"number": minutes}
        hours = round(minutes / 60)
        return ngettext("about %(number)s hour left", "about %(number)s hours left", hours) % {
            "number": hours
        }


def counted_in_words(counts):
    """«3 of 12 done, 1 failed», of jobs by their status."""
    sums = {
        _("%(number)s failed"): counts["failed"],
        _("%(number)s cancelled"): counts["cancelled"],
        _("%(number)s paused"): counts["paused"],
    }
    finished = _("%(done)s of %(of)s done") % {"done": counts["done"], "of": sum(counts.values())}
    others = [words % {"number": number} for words, number in sums.items() if number]
    return ", ".join([finished, *others])


def as_json(work):
    """What the page of a job or batch asks for while it goes on."""
    progress = work.progress()
    return {
        "finished": progress.finished,
        "percent": progress.percent,
        "in_words": str(progress.in_words),
        "left": progress.left_in_words(),
    }


def time_left(began, percent):
    """What the rest will take if it goes on as since `began`: a timedelta or None."""
    if began is None or percent < TELLS_TIME:
        return None
    return (timezone.now() - began) * (100 - percent) / percent

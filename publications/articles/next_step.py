"""What a text waits for, and whether it waits for the one who asks: a sentence for its tab."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from publications.articles.models import TextState
from publications.articles.transitions import APPROVE, PUBLISH, SUBMIT

# Who may take one of these steps is the one that a text in this state waits for.
NEXT = {
    TextState.EMPTY: (),
    TextState.DRAFT: (SUBMIT,),
    TextState.REVIEW: (APPROVE,),
    TextState.READY: (PUBLISH,),
}


@dataclass(frozen=True)
class NextStep:
    state: TextState
    sentence: str
    is_yours: bool = False


def next_step(text, *, user, to_mend=0, remarks=0):
    """Return the NextStep of an ArticleText, or of its absence (None), for a user.

    `to_mend`: how much has to be mended in it; `remarks`: how many are open.
    """
    if text is None:
        return NextStep(TextState.EMPTY, _("Not written yet."))
    if text.state == TextState.PUBLISHED and text.is_outdated:
        may_mend = user.has_perm("publications.change_text", text)
        return NextStep(text.state, _("The source has changed since: see what."), may_mend)
    is_yours = any(step.is_open_to(user, text) for step in NEXT.get(text.state, ()))
    return NextStep(text.state, sentence(text, to_mend, remarks), is_yours)


def sentence(text, to_mend, remarks):
    if text.state == TextState.DRAFT and remarks:
        return _("Open remarks: %(number)s.") % {"number": remarks}
    if text.state == TextState.DRAFT and to_mend:
        return _("Issues to fix: %(number)s.") % {"number": to_mend}
    if text.state == TextState.SCHEDULED:
        return _("Becomes public on %(moment)s.") % {"moment": say_moment(text.published_at)}
    if text.state == TextState.PUBLISHED and text.withdraw_at:
        return _("On the site until %(moment)s.") % {"moment": say_moment(text.withdraw_at)}
    return {
        TextState.DRAFT: _("Complete: its author submits it."),
        TextState.REVIEW: _("An editor reads it."),
        TextState.READY: _("Approved: an editor publishes it."),
        TextState.PUBLISHED: _("On the site."),
    }[text.state]


def say_moment(moment):
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")

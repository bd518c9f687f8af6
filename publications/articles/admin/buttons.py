"""Steps as the form of an article offers them: a button that saves first, then takes the step."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import Transition
from publications.articles.actions.releasing import (
    approve_text,
    limit_text,
    publish_text,
    return_text,
    submit_text,
    take_back_text,
    withdraw_text,
)
from publications.articles.models import ArticleText, TextState
from publications.articles.transitions import (
    APPROVE,
    LIMIT,
    PUBLISH,
    RETURN,
    SUBMIT,
    TAKE_BACK,
    WITHDRAW,
)


def message_of_publishing(text):
    """What has become of a text by publish_text: an hour to come or an embargo holds it."""
    if text.state == TextState.SCHEDULED:
        moment = date_format(timezone.localtime(text.published_at), "SHORT_DATETIME_FORMAT")
        message = gettext("The text is not published yet: it is scheduled for %(moment)s.")
        return message % {"moment": moment}
    return gettext("The text is published.")


def message_of_limit(text):
    if text.withdraw_at is None:
        return gettext("The text stays on the site for an unlimited time.")
    return gettext("The time for unpublishing the text is set.")


def nothing_more(form):
    return {}


@dataclass(frozen=True)
class StepButton:
    """`details` takes from the form of the text what the action wants to know besides.

    `success` is the message afterwards, or what makes it of the text.
    """

    name: str
    step: Transition
    action: Callable
    label: Promise
    success: Promise | Callable
    is_grave: bool = False
    details: Callable = nothing_more
    despite_findings: bool = False

    @property
    def leads_on(self):
        return self.step in (SUBMIT, APPROVE, PUBLISH)

    def take(self, text, form, by):
        return self.action(text_id=text.pk, by=by, **self.details(form))


BUTTONS = [
    StepButton(
        name="publish",
        step=PUBLISH,
        action=publish_text,
        label=_("Save and publish"),
        success=message_of_publishing,
        details=lambda form: {
            "at": form.cleaned_data.get("publish_at"),
            "until": form.cleaned_data.get("leave_at"),
        },
    ),
    StepButton(
        name="approve",
        step=APPROVE,
        action=approve_text,
        label=_("Save and approve"),
        success=_("The text is ready for publication."),
    ),
    StepButton(
        name="submit",
        step=SUBMIT,
        action=submit_text,
        label=_("Save and submit for review"),
        success=_("The text is submitted for review."),
    ),
    StepButton(
        name="submit-anyway",
        step=SUBMIT,
        action=submit_text,
        label=_("Save and submit anyway"),
        success=_("The text is submitted for review."),
        details=lambda form: {"despite": {"links"}},
        despite_findings=True,
    ),
    StepButton(
        name="return",
        step=RETURN,
        action=return_text,
        label=_("Return to the author"),
        success=_("The text is a draft again."),
        details=lambda form: {"remark": form.cleaned_data.get("remark", "")},
    ),
    StepButton(
        name="take-back",
        step=TAKE_BACK,
        action=take_back_text,
        label=_("Take back and go on writing"),
        success=_("The text is a draft again."),
    ),
    StepButton(
        name="limit",
        step=LIMIT,
        action=limit_text,
        label=_("Set when it leaves the site"),
        success=message_of_limit,
        details=lambda form: {"until": form.cleaned_data.get("leave_at")},
    ),
    StepButton(
        name="withdraw",
        step=WITHDRAW,
        action=withdraw_text,
        label=_("Unpublish the text"),
        success=_("The text is withdrawn and a draft again."),
        is_grave=True,
    ),
]


def buttons_for(user, text, article, findings=()):
    """The steps that `user` may take; with a text yet to be written, those of a draft."""
    shown = text or ArticleText(article=article)
    asked = any(finding.asks for finding in findings)
    return [
        button
        for button in BUTTONS
        if button.step.is_open_to(user, shown) and (asked or not button.despite_findings)
    ]

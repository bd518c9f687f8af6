"""Steps that are taken with several articles at once: asked first, then told one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mediacenter.services.transitions.steps import Transition
from publications.articles.actions.duplicating import duplicate_article
from publications.articles.actions.releasing import publish_text, submit_text, withdraw_text
from publications.articles.models import ArticleText, Status, TextState
from publications.articles.refusals import refusals_of
from publications.articles.transitions import PUBLISH, SUBMIT, WITHDRAW

from .buttons import message_of_publishing

INNER_QUOTES = str.maketrans("«»", "„“")


@dataclass(frozen=True)
class SeveralStep:
    """`starts_from`: the states of the texts that are meant; publishing many means no drafts."""

    step: Transition
    starts_from: frozenset
    action: Callable
    label: Promise
    success: Promise


SUBMIT_SEVERAL = SeveralStep(
    step=SUBMIT,
    starts_from=SUBMIT.starts_from,
    action=submit_text,
    label=gettext_lazy("Submit for review"),
    success=gettext_lazy("Submitted for review: %(names)s."),
)
PUBLISH_SEVERAL = SeveralStep(
    step=PUBLISH,
    starts_from=frozenset({Status.REVIEW, Status.READY}),
    action=publish_text,
    label=pgettext_lazy("button", "Publish"),
    success=gettext_lazy("Published: %(names)s."),
)
WITHDRAW_SEVERAL = SeveralStep(
    step=WITHDRAW,
    starts_from=WITHDRAW.starts_from,
    action=withdraw_text,
    label=gettext_lazy("Take off the site"),
    success=gettext_lazy("Taken off the site: %(names)s."),
)


class StepsOfSeveral:
    """For the admin of articles. Each text goes through the use case of its own."""

    actions = ("submit_several", "publish_several", "withdraw_several", "duplicate_several")

    def has_submit_text_permission(self, request):
        return request.user.has_perm("publications.submit_text")

    def has_publish_text_permission(self, request):
        return request.user.has_perm("publications.publish_text")

    @admin.action(description=SUBMIT_SEVERAL.label, permissions=["submit_text"])
    def submit_several(self, request, articles):
        return self.take_with_several(request, articles, SUBMIT_SEVERAL)

    @admin.action(description=PUBLISH_SEVERAL.label, permissions=["publish_text"])
    def publish_several(self, request, articles):
        return self.take_with_several(request, articles, PUBLISH_SEVERAL)

    @admin.action(description=WITHDRAW_SEVERAL.label, permissions=["publish_text"])
    def withdraw_several(self, request, articles):
        return self.take_with_several(request, articles, WITHDRAW_SEVERAL)

    @admin.action(description=gettext_lazy("Make duplicates"), permissions=["add"])
    def duplicate_several(self, request, articles):
        """No question: nothing of the originals changes, and each duplicate is a draft."""
        made = []
        for article in articles.order_by("pk"):
            new = partial(duplicate_article, article_id=article.pk, by=request.user)
            refusals = refusals_of(lambda new=new: made.append(new()))
            if refusals:
                messages.error(request, f"{article}: {' '.join(refusals)}")
        if made:
            names = "; ".join(str(article) for article in made)
            message = _("Duplicates, their texts are drafts: %(names)s.") % {"names": names}
            messages.success(request, message)

    def take_with_several(self, request, articles, several):
        texts = ArticleText.objects.filter(article__in=articles).defer("body")
        texts = texts.select_related("article__organization").order_by("article", "language")
        meant, others = [], []
        for text in texts:
            (meant if text.status in several.starts_from else others).append(text)
        if meant and "confirmed" not in request.POST:
            return self.ask(request, several, articles, meant, others)
        taken, to_come = [], []
        for text in meant:
            step = partial(several.action, text_id=text.pk, by=request.user)
            refusals = refusals_of(step)
            if refusals:
                messages.error(request, f"{name_of(text)}: {' '.join(refusals)}")
                continue
            text.refresh_from_db(fields=["status", "published_at", "withdraw_at"])
            if text.state == TextState.SCHEDULED:
                to_come.append(f"{name_of(text)}: {message_of_publishing(text)}")
            else:
                taken.append(name_of(text))
        if taken:
            messages.success(request, several.success % {"names": "; ".join(taken)})
        for sentence in to_come:
            messages.info(request, sentence)
        for text in others:
            messages.warning(request, left_out(text))
        if not meant and not others:
            messages.warning(request, _("There is no text in any language yet."))
        return None

    def ask(self, request, several, articles, meant, others):
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            "admin/publications/several.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": several.label,
                "is_grave": several is WITHDRAW_SEVERAL,
                "action": request.POST["action"],
                "articles": articles,
                "meant": [name_of(text) for text in meant],
                "others": [left_out(text) for text in others],
            },
        )


def name_of(text):
    title = text.title.translate(INNER_QUOTES)
    return f"«{title}» ({text.get_language_display()})"


def left_out(text):
    return _("%(name)s is left out: its state is “%(state)s”.") % {
        "name": name_of(text),
        "state": text.state.label,
    }

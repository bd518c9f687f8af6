"""A participant's feedback form by a personal link, and what the organizer reads of the answers."""

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.permissions import asks_for

from .actions.feedback import (
    approve_quote,
    ask_for_feedback,
    give_feedback,
    hide_quote,
    without_form,
)
from .feedback import (
    FEWEST,
    has_answered,
    registration_of,
    summary_of,
    why_form_is_closed,
    why_no_feedback,
)
from .feedback_forms import AnswerForm, QuoteForm
from .models import Registration
from .sign_up_views import kept_list

QUOTES = 200  # of a seminar


@never_cache
def feedback(request, token):
    """The form of whoever has the personal address."""
    try:
        registration = registration_of(token)
    except Registration.DoesNotExist as error:
        raise Http404 from error
    sent = request.POST if request.method == "POST" else None
    answer, quote = AnswerForm(sent, prefix="answer"), QuoteForm(sent, prefix="quote")
    refusal = None
    if sent is not None and answer.is_valid() and quote.is_valid():
        try:
            give_feedback(
                registration_id=registration.pk,
                answer=answer.save(commit=False),
                quote=quote.quote(get_language()),
            )
        except ValidationError as refused:
            refusal = refused.messages
        else:
            return redirect("training:feedback", token)
    response = render(
        request,
        "training/feedback.html",
        {
            "seminar": registration.seminar,
            "is_answered": has_answered(registration),
            "closed": why_no_feedback(registration),
            "answer": answer,
            "quote": quote,
            "refusal": refusal,
        },
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@asks_for("training.keep_list")
def feedback_summary(request, slug):
    seminar = kept_list(request, slug)
    return render(
        request,
        "training/feedback_summary.html",
        {
            "seminar": seminar,
            "closed": why_form_is_closed(seminar),
            "summary": summary_of(seminar),
            "fewest": FEWEST,
            "unasked": without_form(seminar).count(),
            "quotes": FirstOf(seminar.quotes.all(), QUOTES),
        },
    )


@require_POST
@asks_for("training.keep_list")
def feedback_step(request, slug):
    """`step`: ask, or approve or hide with the key of a `quote`."""
    seminar = kept_list(request, slug)
    try:
        act(request, seminar)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    return redirect("training:feedback_summary", slug)


def act(request, seminar):
    step = request.POST.get("step")
    if step == "ask":
        number = ask_for_feedback(seminar_id=seminar.pk, by=request.user)
        said = ngettext("%(number)s person is asked.", "%(number)s people are asked.", number)
        messages.success(request, said % {"number": number})
        return
    if step not in ("approve", "hide"):
        raise SuspiciousOperation
    quote = quote_of(seminar, request.POST.get("quote", ""))
    if step == "approve":
        approve_quote(quote_id=quote.pk, by=request.user)
        messages.success(request, _("The quote is shown on the page of the seminar."))
    else:
        hide_quote(quote_id=quote.pk, by=request.user)
        messages.success(request, _("The quote is shown no more."))


def quote_of(seminar, key):
    try:
        return get_object_or_404(seminar.quotes, pk=key)
    except ValidationError as error:
        raise Http404 from error

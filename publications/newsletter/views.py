"""The public pages of the newsletter: asked for by anybody, managed by a secret link."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mediacenter.services.publicforms.views import public_form
from publications.newsletter import actions, links
from publications.newsletter.forms import ManageForm, SubscribeForm
from publications.newsletter.models import SubscriptionStatus


@public_form
def subscribe(request):
    form = SubscribeForm(request=request, language=get_language())

    def take():
        chosen = form.cleaned_data
        actions.ask_for_newsletter(
            email=chosen["email"],
            language=chosen["language"],
            frequency=chosen["frequency"],
            topics=form.topics,
        )
        return redirect("newsletter:asked")

    return form.take(take) or render(
        request, "publications/newsletter/subscribe.html", {"form": form}
    )


def asked(request):
    """The same for everybody, whether the address is known or not."""
    context = {"days": links.CONFIRMED_WITHIN.days}
    return render(request, "publications/newsletter/asked.html", context)


def by_secret_link(view):
    """For a page whose address is a key: no copy of it is kept, and no other site learns it.

    What is sent needs no token of a session: who has the address may do what stands on its page.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request, token):
        response = view(request, token)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


@by_secret_link
def confirm(request, token):
    """A page asks, its button confirms: programs that open the links of mails change nothing."""
    subscription = links.waiting_of(token)
    if subscription is None:
        return render(request, "publications/newsletter/expired.html", status=410)
    if request.method == "POST":
        confirmed = actions.confirm_subscription(subscription_id=subscription.pk)
        messages.success(request, _("The news will come to your mailbox."))
        return redirect(links.manage_address(confirmed))
    return render(
        request,
        "publications/newsletter/confirm.html",
        {
            "subscription": subscription,
            "topics": subscription.topics.select_related("rubric", "organization"),
        },
    )


STEPS = {
    "pause": lambda one: actions.pause_subscription(subscription_id=one.pk),
    "resume": lambda one: actions.resume_subscription(subscription_id=one.pk),
    "end": lambda one: actions.end_subscription(subscription=one),
    "again": actions.begin_again,
}


@by_secret_link
def manage(request, token):
    subscription = links.managed_by(token)
    if subscription is None:
        return render(request, "publications/newsletter/expired.html", status=410)
    step = STEPS.get(request.POST.get("step"))
    if step is not None:
        return answered(request, step, subscription)
    form = ManageForm(request.POST or None, subscription=subscription)
    if form.is_valid():
        try:
            actions.change_subscription(
                subscription_id=subscription.pk,
                language=form.cleaned_data["language"],
                frequency=form.cleaned_data["frequency"],
                kept=[topic.pk for topic in form.cleaned_data["kept"]],
                topics=form.added,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your choice is saved."))
            return redirect(request.path)
    return render(
        request,
        "publications/newsletter/manage.html",
        {
            "form": form,
            "subscription": subscription,
            "has_ended": subscription.status == SubscriptionStatus.ENDED,
            "is_paused": subscription.status == SubscriptionStatus.PAUSED,
        },
    )


def answered(request, step, subscription):
    """Take a step, and show the page anew; where it was taken already, that says so."""
    try:
        step(subscription)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect(request.path)

"""Mails that could not be made or sent, with the reason, for whoever keeps the portal."""

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediacenter.services.outbox.models import Mail
from mediacenter.toolkit.request_values import whole_number
from publications.articles.refusals import take_step
from publications.plan.models import PlanMail
from publications.press.models import CrisisAlert, PressInvitation
from unions.actions import give_mail_up, try_mail_again
from unions.cabinet_access import asks_for

ON_A_PAGE = 100  # of each table
TABLES = {model._meta.model_name: model for model in (Mail, CrisisAlert, PressInvitation, PlanMail)}


@asks_for("unions.keep_mail")
def set_aside(request):
    """The newest first, of each kind of mail; then those that were given up, of all kinds."""
    tables = [
        (name, model._meta.verbose_name_plural, newest(model.objects.set_aside(), "set_aside_at"))
        for name, model in TABLES.items()
    ]
    given_up = [
        mail
        for model in TABLES.values()
        for mail in newest(model.objects.given_up(), "given_up_at")
    ]
    given_up.sort(key=lambda mail: mail.given_up_at, reverse=True)
    return render(
        request,
        "publications/mails/set_aside.html",
        {"tables": [table for table in tables if table[2]], "given_up": given_up[:ON_A_PAGE]},
    )


def newest(mails, moment):
    return list(mails.for_reading().order_by(f"-{moment}", "-pk")[:ON_A_PAGE])


@require_POST
@asks_for("unions.keep_mail")
def again(request):
    """`table` and `key` name the mail."""
    return take_step_with_mail(
        request,
        try_mail_again,
        done=_("The portal tries to send this mail again within a minute."),
    )


@require_POST
@asks_for("unions.keep_mail")
def give_up(request):
    """`table` and `key` name the mail, `reason` says why it is not to be sent."""
    return take_step_with_mail(
        request,
        give_mail_up,
        done=_("This mail will not be sent."),
        reason=request.POST.get("reason", ""),
    )


def take_step_with_mail(request, step, *, done, **told):
    model = TABLES.get(request.POST.get("table", ""))
    key = whole_number(request.POST.get("key", ""))
    if model is None or key is None:
        raise SuspiciousOperation

    def act():
        try:
            step(model=model, key=key, by=request.user, **told)
        except model.DoesNotExist as gone:
            raise Http404 from gone

    take_step(request, act, done=done)
    return redirect("mails:set_aside")

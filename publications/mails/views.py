"""Mails that could not be made or sent, with the reason, for whoever keeps the portal."""

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediacenter.toolkit.request_values import whole_number
from publications.models import CrisisAlert, PlanMail, PressInvitation
from publications.refusals import take_step
from unions.actions import try_mail_again
from unions.cabinet_access import asks_for
from unions.models import AccountMail

ON_A_PAGE = 100  # of each table
TABLES = {
    model._meta.model_name: model for model in (AccountMail, CrisisAlert, PressInvitation, PlanMail)
}


@asks_for("unions.keep_mail")
def set_aside(request):
    """The newest first, of each kind of mail."""
    tables = [
        (name, model._meta.verbose_name_plural, newest(model)) for name, model in TABLES.items()
    ]
    return render(
        request,
        "publications/mails/set_aside.html",
        {"tables": [table for table in tables if table[2]]},
    )


def newest(model):
    mails = model.objects.set_aside().for_reading()
    return list(mails.order_by("-set_aside_at", "-pk")[:ON_A_PAGE])


@require_POST
@asks_for("unions.keep_mail")
def again(request):
    """`table` and `key` name the mail."""
    model = TABLES.get(request.POST.get("table", ""))
    key = whole_number(request.POST.get("key", ""))
    if model is None or key is None:
        raise SuspiciousOperation

    def act():
        try:
            try_mail_again(model=model, key=key, by=request.user)
        except model.DoesNotExist as gone:
            raise Http404 from gone

    take_step(request, act, done=_("The portal tries to send this mail again within a minute."))
    return redirect("mails:set_aside")

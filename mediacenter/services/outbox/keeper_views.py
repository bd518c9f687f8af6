"""Mails that could not be made or sent, with the reason, for whoever keeps the portal."""

import logging

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.request_values import whole_number

from . import actions
from .kinds import KINDS, codes_by_name
from .models import Mail

ON_A_PAGE = 100  # of each name

logger = logging.getLogger(__name__)


for_keepers = asks_for("outbox.keep_mail")


@for_keepers
def set_aside(request):
    """The newest first, under the name of their kind; then those that were given up, of all."""
    names = {**codes_by_name(), str(Mail._meta.verbose_name_plural): None}
    stuck = Mail.objects.set_aside()
    mails = [
        (name, newest(stuck.under_name(codes), "set_aside_at")) for name, codes in names.items()
    ]
    given_up = newest(Mail.objects.given_up().select_related("given_up_by__person"), "given_up_at")
    return render(
        request,
        "outbox/set_aside.html",
        {"mails": [(name, some) for name, some in mails if some], "given_up": given_up},
    )


def newest(mails, moment):
    """The first of them, with what their kinds read to say to whom they go."""
    found = list(mails.order_by(f"-{moment}", "-pk")[:ON_A_PAGE])
    for kind in KINDS.values():
        if kind.reads:
            of_kind = [mail for mail in found if mail.kind == kind.code]
            read_along(of_kind, kind.reads)
    return found


def read_along(mails, relations):
    """By a few statements for all; where one is about what its kind does not expect, one by one."""
    try:
        prefetch_related_objects(mails, *relations)
    except Exception:  # `recipient_and_subject` bears with it
        logger.warning("Some mails are about something odd", exc_info=True)


@require_POST
@for_keepers
def again(request):
    """`key` names the mail."""
    return take_step(
        request,
        actions.try_mail_again,
        success=_("The portal tries to send this mail again within a minute."),
    )


@require_POST
@for_keepers
def give_up(request):
    """`key` names the mail, `reason` says why it is not to be sent."""
    return take_step(
        request,
        actions.give_mail_up,
        success=_("This mail will not be sent."),
        reason=request.POST.get("reason", ""),
    )


def take_step(request, step, *, success, **details):
    key = whole_number(request.POST.get("key", ""))
    if key is None:
        raise SuspiciousOperation
    try:
        step(mail_id=key, by=request.user, **details)
    except Mail.DoesNotExist as gone:
        raise Http404 from gone
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, success)
    return redirect("mails:set_aside")

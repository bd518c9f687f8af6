"""Reminders of deadlines by e-mail: one before and one after, in the language of the person."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from publications.models import Assignment, AssignmentStatus

BEFORE = dt.timedelta(hours=24)
NOT_AFTER = dt.timedelta(days=14)  # what lies further back was entered late; nobody waits for it


def remind_of_deadlines(*, now=None):
    """Send the reminders that are due. Returns their number.

    Each goes out in a transaction of its own that also notes it: a mail that the server refuses
    is tried again, a second worker passes by, and a mail sent twice by a process that died in
    between has the same Message-ID, so that mailboxes show it once.
    """
    now = now or timezone.now()
    unfinished = Assignment.objects.filter(
        status__in=[AssignmentStatus.OFFERED, AssignmentStatus.TAKEN],
        assignee__is_active=True,
    )
    before = unfinished.filter(reminded_before_at=None, due_at__range=(now, now + BEFORE))
    after = unfinished.filter(reminded_after_at=None, due_at__range=(now - NOT_AFTER, now))
    return sum(
        remind(assignment_id, noted_in, among, now)
        for among, noted_in in ((before, "reminded_before_at"), (after, "reminded_after_at"))
        for assignment_id in list(among.order_by("due_at", "pk").values_list("pk", flat=True))
    )


@transaction.atomic
def remind(assignment_id, noted_in, among, now):
    assignments = among.select_related("plan_item__occasion__organization", "assignee__person")
    assignment = (
        assignments.select_for_update(of=["self"], skip_locked=True)
        .filter(pk=assignment_id)
        .first()
    )
    if assignment is None:
        return 0
    setattr(assignment, noted_in, now)
    Assignment.objects.filter(pk=assignment.pk).update(**{noted_in: now})
    with override(assignment.assignee.language):
        mail_about(assignment, noted_in).send()
    return 1


def mail_about(assignment, noted_in):
    context = {
        "assignment": assignment,
        "item": assignment.plan_item,
        "occasion": assignment.plan_item.occasion,
        "address": settings.PUBLIC_URL
        + reverse("plan:occasion", args=[assignment.plan_item.occasion_id]),
    }
    if noted_in == "reminded_before_at":
        subject, template = _("Due soon: %(title)s"), "due_soon"
    else:
        subject, template = _("Overdue: %(title)s"), "overdue"
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    key = f"assignment-{assignment.pk}-{noted_in}-{assignment.due_at:%Y%m%d%H%M}"
    return EmailMessage(
        subject=subject % {"title": assignment.plan_item.title},
        body=render_to_string(f"publications/plan/mail/{template}.txt", context),
        to=[assignment.assignee.email],
        headers={"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"},
    )

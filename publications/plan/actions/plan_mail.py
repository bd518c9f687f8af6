"""Mail about the plan: one to a person for all that happened in some minutes."""

import datetime as dt
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from mediacenter.toolkit.mail import NothingToSay, message
from publications.plan.models import Notice, NoticeEvent, PlanMail
from unions.actions.mailing import send_owed

GATHERED_FOR = dt.timedelta(minutes=3)  # who is given ten assignments in a row gets one mail
EVENTS = list(NoticeEvent)


def send_plan_mail(*, now=None):
    """Send each person what has waited for some minutes, in one mail. Returns the mails' number."""
    now = now or timezone.now()
    waiting = Notice.objects.filter(mail=None, user__is_active=True)
    ripe = waiting.filter(made_at__lte=now - GATHERED_FOR)
    for user_id in sorted(set(ripe.values_list("user", flat=True))):
        settle(waiting.filter(user=user_id), user_id, now)
    owed = PlanMail.objects.filter(user__is_active=True).select_related("user__person")
    return send_owed(owed, mail_of, now=now)


@transaction.atomic
def settle(waiting, user_id, now):
    """Put what waits into a mail: sent twice by a dying process, it is the same one."""
    notices = list(waiting.select_for_update(of=["self"], skip_locked=True))
    if notices:
        mail = PlanMail.objects.create(user_id=user_id, asked_at=now)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail=mail)


def mail_of(mail):
    notices = mail.notices.select_related(
        "assignment__plan_item__occasion__organization",
        "text__article__organization",
        "joint__coverage__outlet",
        "joint__organization",
    )
    notices = sorted(notices, key=lambda notice: (EVENTS.index(notice.event), notice.pk))
    with override(mail.user.language):
        if not notices:
            raise NothingToSay
        return message(
            key=f"plan-{mail.pk}",
            to=mail.user.email,
            subject=subject_of(notices),
            body=render_to_string("publications/plan/mail.txt", content_of(mail.user, notices)),
        )


def subject_of(notices):
    first = f"{notices[0].get_event_display()}: {subject_matter(notices[0])}"
    others = len(notices) - 1
    if not others:
        return first
    more = ngettext("and %(number)d more", "and %(number)d more", others) % {"number": others}
    return f"{first} {more}"


def content_of(user, notices):
    groups = groupby(notices, key=Notice.get_event_display)
    return {
        "name": str(user),
        "groups": [(heading, [line_of(notice) for notice in group]) for heading, group in groups],
        "my_work": settings.PUBLIC_URL + reverse("plan:today"),
    }


def subject_matter(notice):
    if notice.joint:
        return notice.joint.coverage.told
    return notice.assignment.plan_item.title if notice.assignment else notice.text.title


def line_of(notice):
    """What a mail says of one notice: title, particulars, whose, address."""
    moment = None
    if notice.joint:
        particulars = [notice.joint.coverage.get_tone_display()]
        organization, address = notice.joint.organization, reverse("press:joint")
    elif notice.text:
        particulars = [notice.text.get_language_display()]
        organization, moment = notice.text.article.organization, notice.text.published_at
        address = notice.text.form_address
    else:
        made = notice.assignment
        particulars = [made.get_format_display(), made.get_language_display()]
        organization, moment = made.plan_item.occasion.organization, made.due_at
        url = reverse("plan:occasion", args=[made.plan_item.occasion_id])
        address = f"{url}#item-{made.plan_item_id}"
    return {
        "title": subject_matter(notice),
        "particulars": ", ".join(filter(None, particulars)),
        "moment": moment,
        "is_deadline": notice.assignment is not None,
        "organization": organization,
        "address": settings.PUBLIC_URL + address,
    }

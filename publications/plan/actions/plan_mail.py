"""Mail about the plan: one to a person for all that happened in some minutes."""

from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from mediacenter.services.outbox.kinds import Kind, Quiet, register
from mediacenter.toolkit.mail import NothingToSay
from publications.plan.models import Notice, NoticeEvent

EVENTS = list(NoticeEvent)


def mail_of(mail):
    notices = Notice.objects.filter(mail__in=mail.parts).select_related(
        "assignment__plan_item__occasion__organization",
        "text__article__organization",
        "joint__coverage__outlet",
        "joint__organization",
    )
    notices = sorted(notices, key=lambda notice: (EVENTS.index(notice.event), notice.pk))
    if not notices:
        raise NothingToSay
    return EmailMessage(
        subject_of(notices),
        render_to_string("publications/plan/mail.txt", content_of(mail.user, notices)),
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
        return notice.joint.coverage.title_and_outlet
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


register(
    Kind(
        "plan.notices",
        gettext_lazy("mails about the plan"),
        mail_of,
        gathered=Quiet(minutes=3),  # who is given ten assignments in a row gets one mail
        reads=("user__person",),
    )
)

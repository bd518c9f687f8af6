"""Whom a step of a report is told, by mail, and who is reminded of its deadline."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mediacenter.services.outbox.actions import owe_all, owe_each
from mediacenter.services.outbox.kinds import Kind, Quiet, register
from mediacenter.toolkit.mail import NothingToSay
from unions.models import Appointment, Organization, Role

from .models import ReportState
from .rules import CHAIRS, REVIEWERS, path_above

REPORTERS = (*CHAIRS, Role.PRESS_OFFICER)
SUBJECTS = {
    "reports.submitted": gettext_lazy("Report submitted: %(report)s"),
    "reports.returned": gettext_lazy("Report returned with remarks: %(report)s"),
    "reports.accepted": gettext_lazy("Report accepted, it can be signed: %(report)s"),
    "reports.signed": gettext_lazy("Report signed: %(report)s"),
    "reports.corrected": gettext_lazy("A signed report is being corrected: %(report)s"),
}


def tell_reviewers(kind, report, *, by=None):
    """Tell who reviews for the nearest organization above that has anybody."""
    above = path_above(report.organization)
    if above is not None:
        tell(kind, report, nearest_holders(above, REVIEWERS), by)


def tell_reporters(kind, report, *, by=None):
    """Tell the chair and the press officers of the organization itself."""
    posts = holders([report.organization.path], REPORTERS)
    tell(kind, report, {user for _path, user in posts}, by)


def tell_of_comment(comment, *, by=None):
    """Tell the other side: who answers for the report, or who reviews it."""
    report = comment.report
    reporters = {user for _path, user in holders([report.organization.path], REPORTERS)}
    above = path_above(report.organization)
    reviewers = set() if above is None else nearest_holders(above, REVIEWERS)
    others = reviewers if by and by.pk in reporters else reporters
    owe_all("reports.commented", users=others - {by and by.pk}, about=comment)


def tell(kind, report, users, by):
    users = set(users) - {by and by.pk}
    owe_all(kind, users=users, about=report, details={"returns": report.returns})


def tell_of_deadline(reports, days):
    """Remind those who answer for each report; `days`: {key of a report: its deadline}."""
    posts = by_path(holders([report.organization.path for report in reports], REPORTERS))
    owe_each(
        "reports.deadline",
        [
            (user, report, {"returns": report.returns, "due": days[report.pk].isoformat()})
            for report in reports
            for user in sorted(posts.get(report.organization.path, ()))
        ],
    )


def tell_late(reports):
    """Tell the chair of the nearest organization above that has one of each report that is late."""
    above = {report.pk: path_above(report.organization) for report in reports}
    places = {place for path in above.values() if path for place in upward(path)}
    posts = by_path(holders(places, CHAIRS))
    owe_each(
        "reports.late",
        [
            (user, report, {"returns": report.returns})
            for report in reports
            for user in sorted(nearest(above[report.pk] or "", posts))
        ],
    )


def nearest_holders(path, roles):
    """Keys of the users who hold one of the roles there or, where nobody does, next above."""
    return nearest(path, by_path(holders(upward(path), roles)))


def nearest(path, posts):
    return next((posts[place] for place in upward(path) if place in posts), set())


def upward(path):
    """The path and those above it, up to the root of its tree."""
    return [path[:length] for length in range(len(path), 0, -Organization.steplen)]


def by_path(posts):
    found = {}
    for path, user in posts:
        found.setdefault(path, set()).add(user)
    return found


def holders(paths, roles):
    return (
        Appointment.objects.current()
        .filter(role__in=roles, organization__path__in=paths, person__user__is_active=True)
        .values_list("organization__path", "person__user")
    )


def mail_of(mail):
    from .wording import returned_in_words  # which needs all models

    report = mail.about
    if report is None or mail.details["returns"] != report.returns:
        raise NothingToSay
    return EmailMessage(
        SUBJECTS[mail.kind] % {"report": report},
        render_to_string(
            "reports/mails/step.txt",
            {
                "user": mail.user,
                "report": report,
                "state": report.get_status_display(),
                "reason": report.return_reason if mail.kind == "reports.returned" else "",
                "answer_by": report.answer_by and date_format(report.answer_by, "DATE_FORMAT"),
                "items": returned_in_words(report) if mail.kind == "reports.returned" else (),
                "page": page_of(report),
            },
        ),
    )


def page_of(report):
    return settings.PUBLIC_URL + reverse(
        "reports:year", args=[report.organization.slug, report.year]
    )


def reminder_of(mail):
    """Of a deadline that comes or has passed; nothing once it is submitted or another one holds."""
    report = mail.about
    if not is_awaited(report, mail):
        raise NothingToSay
    due = dt.date.fromisoformat(mail.details["due"])
    is_late = due < timezone.localdate()
    subject = _("Late: %(report)s") if is_late else _("To be submitted soon: %(report)s")
    return EmailMessage(
        subject % {"report": report},
        render_to_string(
            "reports/mails/deadline.txt",
            {
                "report": report,
                "due": date_format(due, "DATE_FORMAT"),
                "is_late": is_late,
                "page": page_of(report),
            },
        ),
    )


def late_of(mail):
    """All reports that are late below somebody, in one mail."""
    late = [part.about for part in mail.parts if is_awaited(part.about, part)]
    if not late:
        raise NothingToSay
    late.sort(key=lambda report: (report.year, report.organization.path))
    subject = ngettext("%(number)s report is late", "%(number)s reports are late", len(late))
    return EmailMessage(
        subject % {"number": len(late)},
        render_to_string(
            "reports/mails/late.txt",
            {"reports": [{"report": report, "page": page_of(report)} for report in late]},
        ),
    )


def comments_in(mail):
    """All that was said to somebody on figures meanwhile, in one mail."""
    from .wording import wording_of  # which needs all models

    comments = [part.about for part in mail.parts if part.about is not None]
    if not comments:
        raise NothingToSay
    comments.sort(key=lambda comment: (comment.report_id, comment.code, comment.pk))
    subject = ngettext(
        "%(number)s comment on figures of reports",
        "%(number)s comments on figures of reports",
        len(comments),
    )
    wording = {year: wording_of(year) for year in {comment.report.year for comment in comments}}
    told = [
        {
            "report": comment.report,
            "figure": wording[comment.report.year].name(comment.code),
            "comment": comment,
            "page": page_of_figure(comment),
        }
        for comment in comments
    ]
    return EmailMessage(
        subject % {"number": len(comments)},
        render_to_string("reports/mails/comments.txt", {"comments": told}),
    )


def page_of_figure(comment):
    key = [comment.report.organization.slug, comment.report.year, comment.code]
    return f"{settings.PUBLIC_URL}{reverse('reports:figure', args=key)}#comments"


def is_awaited(report, mail):
    under_way = {ReportState.COLLECTING, ReportState.RETURNED}
    return (
        report is not None
        and report.status in under_way
        and mail.details["returns"] == report.returns
    )


def say(mail):
    return _("%(user)s: %(report)s") % {"user": mail.user, "report": mail.about or "–"}


REMINDERS = gettext_lazy("reminders of yearly reports")


def register_mails():
    register(
        *(
            Kind(
                code, gettext_lazy("mails about yearly reports"), mail_of, say=say, reads=("user",)
            )
            for code in SUBJECTS
        ),
        Kind(
            "reports.commented",
            gettext_lazy("comments on figures of reports"),
            comments_in,
            Quiet(minutes=15),
            say=say,
            reads=("user",),
        ),
        Kind("reports.deadline", REMINDERS, reminder_of, say=say, reads=("user",)),
        # a round tells a chair of all that is late below: one mail, once the round is over
        Kind("reports.late", REMINDERS, late_of, Quiet(minutes=15), say=say, reads=("user",)),
    )

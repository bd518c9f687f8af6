"""Whom a step of a report is told, by mail."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediacenter.services.outbox.actions import owe_all
from mediacenter.services.outbox.kinds import Kind, register
from mediacenter.toolkit.mail import NothingToSay
from unions.models import Appointment, Role

from .rules import REVIEWERS, path_above

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
    posts = holders([report.organization.path], (Role.CHAIR, Role.PRESS_OFFICER))
    tell(kind, report, {user for _path, user in posts}, by)


def tell(kind, report, users, by):
    users = set(users) - {by and by.pk}
    owe_all(kind, users=users, about=report, details={"returns": report.returns})


def nearest_holders(path, roles):
    """Keys of the users who hold one of the roles there or, where nobody does, next above."""
    steps = len(path) // 4
    posts = list(holders([path[: 4 * step] for step in range(1, steps + 1)], roles))
    nearest = max((len(place) for place, _user in posts), default=0)
    return {user for place, user in posts if len(place) == nearest}


def holders(paths, roles):
    return (
        Appointment.objects.current()
        .filter(role__in=roles, organization__path__in=paths, person__user__is_active=True)
        .values_list("organization__path", "person__user")
    )


def mail_of(mail):
    report = mail.about
    if report is None or mail.details["returns"] != report.returns:
        raise NothingToSay
    page = settings.PUBLIC_URL + reverse(
        "reports:year", args=[report.organization.slug, report.year]
    )
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
                "items": report.returned_items() if mail.kind == "reports.returned" else (),
                "page": page,
            },
        ),
    )


def say(mail):
    return _("%(user)s: %(report)s") % {"user": mail.user, "report": mail.about or "–"}


def register_mails():
    register(
        *(
            Kind(
                code, gettext_lazy("mails about yearly reports"), mail_of, say=say, reads=("user",)
            )
            for code in SUBJECTS
        )
    )

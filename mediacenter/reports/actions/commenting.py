"""What an organization and its reviewer say to each other on a figure of a report."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.locks import refuse_closed
from mediacenter.reports.models import FigureComment, YearlyReport
from mediacenter.reports.models.figure_comment import LONGEST
from mediacenter.reports.notifying import tell_of_comment
from mediacenter.reports.year_transitions import locked_report
from mediacenter.services.journal.actions import log
from mediacenter.toolkit.plain_text import lines, shown

MOST = 50  # of a figure and year


def comment_on_figure(*, organization, year, code, text, by=None):
    """Say something on a figure, told by mail to the other side; return the FigureComment.

    Raises PermissionDenied for who neither submits nor reviews the report, ValidationError.
    """
    if not may_comment(by, YearlyReport(organization=organization, year=year)):
        raise PermissionDenied
    text = shown(lines(text)).strip()
    if code not in REGISTRY:
        raise ValidationError(_("There is no such figure."))
    if not text:
        raise ValidationError({"text": _("Write what there is to say.")})
    if len(text) > LONGEST:
        raise ValidationError(
            {"text": _("This is longer than %(limit)s characters.") % {"limit": LONGEST}}
        )
    with transaction.atomic():
        report = locked_report((organization.pk, year))
        refuse_closed(year)
        if report.comments.filter(code=code).count() >= MOST:
            raise ValidationError(
                _("There are %(most)s comments on this figure: more is to be talked over.")
                % {"most": MOST}
            )
        comment = FigureComment.objects.create(report=report, code=code, text=text, author=by)
        log(by, "report.commented", report, indicator=code)
        tell_of_comment(comment, by=by)
    return comment


def may_comment(user, report):
    """Whether somebody answers for the report, or reviews it; the portal itself may."""
    if user is None:
        return True
    return user.has_perm("reports.submit_report", report) or user.has_perm(
        "reports.review_report", report
    )


def comments_of(report, code=None):
    """{code: its FigureComments, the oldest first}; one statement, none for what is not stored."""
    if report.pk is None:
        return {}
    found = report.comments.order_by("pk").select_related("author__person")
    if code is not None:
        found = found.filter(code=code)
    threads = {}
    for comment in found:
        threads.setdefault(comment.code, []).append(comment)
    return threads

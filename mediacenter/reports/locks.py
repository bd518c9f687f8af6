"""What of a year's report may still be changed, by the state that it is in."""

from operator import attrgetter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mediacenter.toolkit.language import in_each

from .models import ReportingYear, ReportSection, ReportState, TaskAhead, YearlyReport


def refuse_locked(*, organization, year, code=None):
    """Raise ValidationError, in words, where a figure of a year is not open to be declared.

    `code` is its indicator; None: something that no figure counts, as the tasks of next year. The
    organization is locked by the caller.
    """
    refuse_closed(year)
    report = YearlyReport.objects.filter(organization=organization, year=year).first()
    if report is None or report.status == ReportState.COLLECTING:
        return
    if report.status == ReportState.RETURNED:
        if code is None or is_returned(report, code):
            return
        raise ValidationError(
            _("The report was returned with remarks, but not on this figure: it stays as it is."),
            code="locked",
        )
    raise ValidationError(REFUSALS[report.status](), code="locked")


def refuse_locked_texts(*, organization, year, sections):
    """Raise ValidationError, in words, where texts, by their ReportSections, are not open.

    They tell of the figures: a return that names none of them opens all, one that names some opens
    these alone.
    """
    refuse_locked(organization=organization, year=year)
    report = YearlyReport.objects.filter(organization=organization, year=year).first()
    if report is None or report.status != ReportState.RETURNED:
        return
    codes = report.returned_items().filter(code__in=ReportSection.values)
    named = set(codes.values_list("code", flat=True))
    if named and not named.issuperset(sections):
        raise ValidationError(
            {
                section: _("The report was returned, but not this text: it stays as it is.")
                for section in sorted({*sections} - named)
            },
            code="locked",
        )


def refuse_locked_task(task):
    """Raise ValidationError, in words, unless a new or changed TaskAhead may be stored.

    It is a word of its year's report; what becomes of it is one of the next year's, and is told
    once its own is signed or closed.
    """
    was = TaskAhead.objects.filter(pk=task.pk).first()
    if outcome_of(was or TaskAhead()) != outcome_of(task):
        refuse_locked(organization=task.organization, year=task.year + 1)
    is_over = was and (is_signed(was) or is_closed(was.year))
    if is_over and WORDS_OF_TASK(was) == WORDS_OF_TASK(task):
        return
    for one in (was, task):
        if one is not None:
            refuse_locked(organization=one.organization, year=one.year)


WORDS_OF_TASK = attrgetter("organization_id", "year", "number", *in_each("text"))


def outcome_of(task):
    lines = (getattr(task, name) or "" for name in in_each("outcome"))
    return (task.status, *lines)


def is_signed(task):
    signed = {ReportState.SIGNED, ReportState.PUBLISHED}
    return YearlyReport.objects.filter(
        organization=task.organization_id, year=task.year, status__in=signed
    ).exists()


REFUSALS = {
    ReportState.SUBMITTED: lambda: _(
        "The report of this year is submitted. Only what its reviewer returns can be changed."
    ),
    ReportState.ACCEPTED: lambda: _(
        "The report of this year is accepted. Only what its reviewer returns can be changed."
    ),
    ReportState.SIGNED: lambda: _(
        "The report of this year is signed. Its chair can begin a correction, as a new version."
    ),
}
REFUSALS[ReportState.PUBLISHED] = REFUSALS[ReportState.SIGNED]


def is_returned(report, code):
    """Whether the last return asks for the figure, by itself or with its section."""
    from .indicators import REGISTRY  # which needs all models

    wanted = {code}
    if code in REGISTRY:
        wanted.add(REGISTRY[code].section.value)
    return report.returned_items().filter(code__in=wanted).exists()


def refuse_closed(year):
    """Raise ValidationError for a reporting year that is closed."""
    if is_closed(year):
        raise ValidationError(
            _("The reporting year %(year)s is closed: nothing of it changes any more."),
            code="closed",
            params={"year": year},
        )


def is_closed(year):
    return ReportingYear.objects.filter(year=year, closed_at__isnull=False).exists()

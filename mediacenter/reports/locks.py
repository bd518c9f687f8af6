"""What of a year's report may still be changed, by the state that it is in."""

from dataclasses import dataclass
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mediacenter.toolkit.language import in_each

from .models import ReportingYear, ReportSection, ReportState, TaskAhead, YearlyReport


@dataclass(frozen=True)
class Lock:
    """What of the report of a year is open: all of it, nothing, or what was `returned`.

    `refusal` says why what is not open is not, "" where all is; `returned` holds the codes of
    figures and sections that the last return names, None where nothing was returned.
    """

    refusal: str = ""
    code: str = "locked"
    returned: frozenset | None = None

    def why(self, code=None):
        """Why an indicator or section (None: words of the report) is locked; "" if it is not."""
        if self.returned is None:
            return self.refusal
        if code is None or not self.returned.isdisjoint(names_of(code)):
            return ""
        return self.refusal

    def refuse(self, code=None):
        """Raise ValidationError, in words, where it is locked."""
        if refusal := self.why(code):
            raise ValidationError(refusal, code=self.code)


def lock_of(organization, year):
    """The Lock of an organization's report, in at most three statements."""
    report = YearlyReport.objects.filter(organization=organization, year=year).first()
    return lock_on(report, year, is_over=is_closed(year))


def lock_on(report, year, *, is_over):
    """The Lock of a YearlyReport, None where nobody has begun it, of a year that may be closed."""
    if is_over:
        return Lock(closed_words(year), "closed")
    if report is None or report.status == ReportState.COLLECTING:
        return Lock()
    if report.status == ReportState.RETURNED:
        returned = report.returned_items().values_list("code", flat=True)
        return Lock(
            _("The report was returned with remarks, but not on this figure: it stays as it is."),
            returned=frozenset(returned),
        )
    return Lock(REFUSALS.get(report.status, otherwise_locked)())


def refuse_locked(*, organization, year, code=None):
    """Raise ValidationError, in words, where a figure of a year is not open to be declared.

    `code` is its indicator; None: something that no figure counts, as the tasks of next year. The
    organization is locked by the caller.
    """
    lock_of(organization, year).refuse(code)


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


def otherwise_locked():
    """Of a state that this version of the portal does not know."""
    return _("The report of this year cannot be changed.")


def names_of(code):
    """By which codes a return may name a figure: its own, and that of its section."""
    from .indicators import REGISTRY  # which needs all models

    return {code, REGISTRY[code].section.value} if code in REGISTRY else {code}


def refuse_closed(year):
    """Raise ValidationError for a reporting year that is closed."""
    if is_closed(year):
        raise ValidationError(closed_words(year), code="closed")


def is_closed(year):
    return ReportingYear.objects.filter(year=year, closed_at__isnull=False).exists()


def closed_words(year):
    words = _("The reporting year %(year)s is closed: nothing of it changes any more.")
    return words % {"year": year}

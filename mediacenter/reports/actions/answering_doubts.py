"""What is doubtful in a report is explained, or accepted by name, before it is signed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.reports.locks import refuse_closed
from mediacenter.reports.models import DoubtAnswer, ReportState
from mediacenter.reports.year_transitions import REPORT, locked_report
from mediacenter.services.journal.actions import log
from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.permissions import demand

LONGEST = DoubtAnswer._meta.get_field("explanation_kk").max_length
LONGEST_KEY = DoubtAnswer._meta.get_field("doubt").max_length
BEFORE_SIGNING = set(ReportState) - {ReportState.SIGNED, ReportState.PUBLISHED}


@transaction.atomic
def answer_doubts(*, organization, year, answers, by=None):
    """Answer doubts of a report: {key of a Doubt: explanation by language}.

    An explanation is printed as a footnote; without words in any language the doubt is accepted.
    Raises PermissionDenied, ValidationError.
    """
    report = locked_report((organization.pk, year))
    demand(by, "reports.submit_report", report)
    REPORT.refuse_others(report, BEFORE_SIGNING)
    refuse_closed(year)
    for key, explanation in answers.items():
        words = {code: (explanation.get(code) or "").strip() for code in LANGUAGES}
        refuse_longer([key], LONGEST_KEY)
        refuse_longer(words.values(), LONGEST)
        DoubtAnswer.objects.update_or_create(
            report=report,
            doubt=key,
            defaults={
                **{f"explanation_{code}": text for code, text in words.items()},
                "answered_by": by,
            },
        )
        log(by, "report.doubt_answered", report, doubt=key, explained=any(words.values()))
    return report


def refuse_longer(texts, limit):
    if any(len(text) > limit for text in texts):
        raise ValidationError(_("This is longer than %(limit)s characters.") % {"limit": limit})

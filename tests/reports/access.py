"""Who may do what with figures, jobs and reports."""

import datetime as dt
import uuid

from django.core.files.base import ContentFile
from django.db.models import Max

from mediacenter.reports.actions.answering_doubts import answer_doubts
from mediacenter.reports.actions.freezing import facts_of, freeze
from mediacenter.reports.actions.publishing import publish_report
from mediacenter.reports.actions.reporting_years import UPWARD
from mediacenter.reports.actions.requesting import REPORT, request_report
from mediacenter.reports.actions.reviewing import accept_report, submit_report
from mediacenter.reports.doubts import doubts_of
from mediacenter.reports.edition import edition
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import (
    IndicatorWording,
    ReportFile,
    ReportingYear,
    SectionText,
    Snapshot,
)
from mediacenter.services.jobs.actions.requesting import request_batch
from tests.access.rows import OPEN, SIGNED_IN, Common, Own, Page, of, slug
from tests.reports.factories import FigureFactory, TaskAheadFactory

READERS, DECLARERS = "PECDA", "PCDA"


def snapshot(organization):
    return Snapshot.objects.create(
        organization=organization, year=2024, facts={}, facts_sha=uuid.uuid4().hex
    )


def job(organization):
    wish = {"organization": organization, "year": 2024, "language": "ru"}
    return request_report(by=None, **wish)


def report_file(organization, snapshot_of=None, language="ru"):
    return ReportFile.objects.create(
        snapshot=snapshot_of or snapshot(organization),
        language=language,
        key=uuid.uuid4().hex,
        file=ContentFile(b"%PDF-1.7", name="report.pdf"),
        file_sha=uuid.uuid4().hex,
        size=8,
        made_with={"edition": edition(language)},
    )


def section_text(organization):
    return SectionText.objects.create(
        organization=organization, year=2024, section="social", language="ru", text="Текст"
    )


def to_publish(organization, language="ru"):
    return report_file(organization, freeze(organization=organization, year=2024), language)


def published(organization, language="ru"):
    publish_report(file=to_publish(organization, language))
    return [organization.slug, 2024]


def reporting_year(year=2024, due_on=dt.date(2025, 1, 15)):
    """Of one deadline for all levels."""
    return ReportingYear.objects.create(year=year, **dict.fromkeys(UPWARD, due_on))


def wording(code=None):
    """Of an indicator that is not worded for the year yet."""
    worded = set(IndicatorWording.objects.values_list("code", flat=True))
    code = code or next(code for code in REGISTRY if code not in worded)
    return IndicatorWording.objects.create(code=code, year=2024, name_ru="Иначе", position=3)


def year_to_open():
    """2024, or the first after all that are opened."""
    opened = ReportingYear.objects.aggregate(last=Max("year"))["last"]
    return opened + 1 if opened else 2024


def accepted(organization):
    submit_report(organization=organization, year=2024)
    return accept_report(organization=organization, year=2024)


def to_sign(organization):
    """Accepted, and all that is doubtful accepted by the portal itself."""
    accepted(organization)
    keys = [doubt.key for doubt in doubts_of(facts_of(organization=organization, year=2024))]
    answers = {key: {} for key in keys}
    answer_doubts(organization=organization, year=2024, answers=answers)
    return [organization.slug, 2024]


def batch(ours):
    """Of many jobs that somebody else has asked for."""
    return [request_batch(REPORT, [], title="Reports").pk]


MODELS = {
    "reports.figure": Own(READERS, DECLARERS, DECLARERS, DECLARERS, of(FigureFactory)),
    "reports.taskahead": Own(READERS, DECLARERS, DECLARERS, DECLARERS, of(TaskAheadFactory)),
    "reports.reportingyear": Common(READERS, "", "A", lambda _ours: reporting_year(year_to_open())),
    "reports.indicatorwording": Common(READERS, "", "A", lambda _ours: wording()),
    "reports.snapshot": Own(READERS, "", "", "", snapshot),
    "reports.reportjob": Own(READERS, "", "", "", job),
    "reports.sectiontext": Own(READERS, "", "", "", section_text),
    "reports.reportfile": Own(READERS, "", "", "", report_file),
}

EDIT_SESSION = {"edit_session": str(uuid.UUID(int=1)), "sequence": "0"}
FURTHER = {
    "reports_reportfile_build_anew": "sees",
    "reports_figure_open_attachment": "sees",
    "reports_indicatorwording_preview": "sees",
}


def year(ours):
    return [ours.slug, 2024]


def section(ours):
    """Of the page on which the year is entered."""
    return [*year(ours), "F"]


def figure(ours):
    return [*year(ours), next(iter(REGISTRY))]


def attached(ours):
    paper = ContentFile(b"%PDF-1.7", name="paper.pdf")
    return [FigureFactory(organization=ours, attachment=paper).pk]


SITE = {
    "reports:index": Page(OPEN),
    "reports:wording": Page(READERS),
    "reports:mine": Page(SIGNED_IN),
    "reports:published": Page(OPEN, published),
    "reports:published_file": Page(OPEN, lambda ours: [*published(ours), "ru"]),
    "reports:published_output": Page(OPEN, lambda ours: [*published(ours), "ru", "xlsx"]),
    "reports:publish": Page("CD", lambda ours: [to_publish(ours).pk], posted={}, answer=302),
    "reports:withdraw": Page("CD", lambda ours: [to_publish(ours).pk], posted={}, answer=302),
    "reports:organization": Page(READERS, slug),
    "reports:year": Page(READERS, year),
    "reports:narrative": Page(DECLARERS, year),
    "reports:former_tasks": Page(DECLARERS, year),
    "reports:enter": Page(READERS, year),
    "reports:save_section": Page(READERS, section, posted=dict(EDIT_SESSION), answer=302),
    "reports:keep_section": Page(READERS, section, posted=dict(EDIT_SESSION)),
    "reports:figure": Page(READERS, figure),
    "reports:attachment": Page(READERS, attached),
    "reports:comment": Page(DECLARERS, figure, posted={"text": "Сверено."}, answer=302),
    "reports:figure_sheet": Page(READERS, figure),
    "reports:figure_workbook": Page(READERS, figure),
    "reports:all": Page(READERS, year),
    "reports:build_all": Page(READERS, year, posted={"languages": ["ru"]}, answer=302),
    "reports:unschedule": Page(READERS, year, posted={}, answer=302),
    "reports:archive": Page(READERS, lambda ours: year(report_file(ours).snapshot.organization)),
    "reports:step": Page(DECLARERS, year, posted={"step": "submit"}, answer=302),
    "reports:return": Page("", year),
    "reports:doubts": Page(DECLARERS, year),
    "reports:sign": Page(
        "CD", to_sign, posted={"number": "1-05/7", "signed_on": "2025-01-20"}, answer=302
    ),
    "reports:changes": Page(READERS, year),
    "reports:versions": Page(READERS, year),
    "reports:branches": Page(READERS, year),
    "reports:extend": Page("", year, posted={"until": "2999-01-01"}),
    "reports:remind": Page("", year, posted={}),
    "reports:league": Page(READERS, slug),
    "reports:missing": Page(READERS, slug),
    "reports:pivot": Page(READERS, slug),
    "reports:pivot_workbook": Page(READERS, slug),
    "reports:growth": Page(READERS, slug),
    "reports:regions": Page(READERS, slug),
    "reports:build": Page(READERS, year, posted={}, answer=302),
    "reports:job": Page(READERS, lambda ours: [job(ours).pk]),
    "reports:progress": Page(READERS, lambda ours: [job(ours).pk]),
    "jobs:job": Page(READERS, lambda ours: [job(ours).pk]),
    "jobs:job_progress": Page(READERS, lambda ours: [job(ours).pk]),
    "jobs:steer_job": Page(
        READERS, lambda ours: [job(ours).pk], posted={"step": "pause"}, answer=302
    ),
    "jobs:batch": Page("", batch),
    "jobs:batch_progress": Page("", batch),
    "jobs:steer_batch": Page("", batch, posted={"step": "pause"}),
    "reports:download": Page(READERS, lambda ours: [report_file(ours).pk]),
    "reports:download_as": Page(READERS, lambda ours: [to_publish(ours).pk, "xlsx"]),
}

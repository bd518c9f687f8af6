"""The years of the demo that all report on, and the report that its chair has signed."""

import datetime as dt
import logging

from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from mediacenter.reports.actions.answering_doubts import answer_doubts
from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.actions.report_files import produce_signed
from mediacenter.reports.actions.reporting_years import UPWARD, keep_reporting_year
from mediacenter.reports.actions.reviewing import accept_report, submit_report
from mediacenter.reports.actions.signing import publish_signed, sign_report
from mediacenter.reports.doubts import doubts_of
from mediacenter.reports.models import ReportingYear, ReportState
from mediacenter.reports.progress import report_of
from mediacenter.toolkit.language import LANGUAGES
from unions.models import Organization, User

logger = logging.getLogger(__name__)

ORGANIZATION = "karaganda-education"
OFFICER, CHAIR, REVIEWER = "press@example.org", "chair@example.org", "admin@example.org"
SIGNED_YEAR, COLLECTING_YEAR = 2024, 2025
SIGNED_ON, NUMBER = dt.date(2025, 1, 20), "1-05/12"
FIRST_DEADLINE, BETWEEN_LEVELS = dt.date(2025, 1, 10), dt.timedelta(days=5)
DAYS_LEFT = 20  # of the year that is collected, for who submits first


def open_years(cast):
    """The year that is signed, with its deadlines as they were, and the one that is collected."""
    coming = timezone.localdate() + dt.timedelta(days=DAYS_LEFT)
    for year, first in ((SIGNED_YEAR, FIRST_DEADLINE), (COLLECTING_YEAR, coming)):
        deadlines = {level: first + place * BETWEEN_LEVELS for place, level in enumerate(UPWARD)}
        opened = ReportingYear(year=year, **deadlines)
        keep_reporting_year(reporting_year=opened, by=cast.find(User, REVIEWER))


def ask_for_reports():
    """Have the worker print and publish them; without a queue the demo goes without."""
    try:
        current_app.send_task("mediacenter.demo.tasks.publish_reports")
    except (OperationalError, OSError) as error:
        logger.warning("The queue did not take the reports of the demo: %s", error)


def publish_reports():
    """Take the report of the signed year to its publication, from the step where it stands."""
    organization = Organization.objects.get(slug=ORGANIZATION)
    officer, chair, reviewer = (
        User.objects.get(email=email) for email in (OFFICER, CHAIR, REVIEWER)
    )
    of_year = {"organization": organization, "year": SIGNED_YEAR}
    if report_of(**of_year).status == ReportState.COLLECTING:
        submit_report(**of_year, by=officer)
    if report_of(**of_year).status == ReportState.SUBMITTED:
        accept_report(**of_year, by=reviewer)
    if report_of(**of_year).status == ReportState.ACCEPTED:
        accepted = {doubt.key: {} for doubt in doubts_of(facts_of(**of_year))}
        answer_doubts(**of_year, answers=accepted, by=chair)
        sign_report(**of_year, number=NUMBER, signed_on=SIGNED_ON, by=chair)
    if report_of(**of_year).status == ReportState.SIGNED:
        signature = report_of(**of_year).current_signature()
        for language in LANGUAGES:
            produce_signed(signature=signature, language=language)
        publish_signed(**of_year, by=chair)

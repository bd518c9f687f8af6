"""The yearly report of the demo that its chair has published."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

from mediacenter.reports.actions.publishing import publish_report
from mediacenter.reports.actions.report_files import produce
from unions.models import Organization, User

logger = logging.getLogger(__name__)

ORGANIZATION, CHAIR = "karaganda-education", "chair@example.org"
YEAR, LANGUAGES = 2024, ("kk", "ru")


def ask_for_reports():
    """Have the worker print and publish them; without a queue the demo goes without."""
    try:
        current_app.send_task("mediacenter.demo.tasks.publish_reports")
    except (OperationalError, OSError) as error:
        logger.warning("The queue did not take the reports of the demo: %s", error)


def publish_reports():
    organization = Organization.objects.get(slug=ORGANIZATION)
    chair = User.objects.get(email=CHAIR)
    for language in LANGUAGES:
        file = produce(organization=organization, year=YEAR, language=language)
        publish_report(file=file, by=chair)

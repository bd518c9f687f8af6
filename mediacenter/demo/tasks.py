from celery import shared_task

from . import reports


@shared_task
def publish_reports():
    reports.publish_reports()

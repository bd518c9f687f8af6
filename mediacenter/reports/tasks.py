from celery import shared_task

from .actions import reminding


@shared_task
def remind_of_reports():
    reminding.remind_of_reports()

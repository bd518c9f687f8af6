from celery import shared_task

from .actions import counting, reminding


@shared_task
def remind_of_reports():
    reminding.remind_of_reports()


@shared_task
def count_years():
    counting.count_years()

from celery import shared_task

from .actions import bulk, counting, reminding


@shared_task
def remind_of_reports():
    reminding.remind_of_reports()


@shared_task
def count_years():
    counting.count_years()


@shared_task
def begin_scheduled():
    bulk.begin_scheduled()

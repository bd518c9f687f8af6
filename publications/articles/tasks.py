from celery import shared_task

from .actions import links, scheduling, unsaved


@shared_task
def withdraw_due():
    scheduling.withdraw_due()


@shared_task
def check_links():
    links.check_links()


@shared_task
def sweep_unsaved_work():
    unsaved.sweep_unsaved_work()

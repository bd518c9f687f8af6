from celery import shared_task

from .actions import links, scheduling


@shared_task
def withdraw_due():
    scheduling.withdraw_due()


@shared_task
def check_links():
    links.check_links()

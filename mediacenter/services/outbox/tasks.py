from celery import shared_task

from . import actions


@shared_task
def send_mails():
    actions.send_due_mails()


@shared_task
def sweep_mails():
    actions.sweep_mails()

from celery import shared_task

from . import actions


@shared_task
def send_mails():
    actions.send_due_mails()

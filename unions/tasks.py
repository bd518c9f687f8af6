from celery import shared_task

from . import actions


@shared_task
def send_account_mail():
    actions.send_account_mail()

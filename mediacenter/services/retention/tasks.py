from celery import shared_task

from . import actions


@shared_task
def purge():
    actions.purge_all()

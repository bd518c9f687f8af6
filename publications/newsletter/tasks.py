from celery import shared_task

from publications.newsletter import actions


@shared_task
def owe_digests():
    actions.owe_digests()

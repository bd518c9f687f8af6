from celery import shared_task

from . import actions


@shared_task
def make_renditions(picture_id):
    actions.make_renditions(picture_id=picture_id)


@shared_task
def make_missing_renditions():
    actions.make_missing_renditions()

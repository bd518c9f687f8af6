from celery import shared_task

from . import indexing


@shared_task
def index_due():
    indexing.index_due()

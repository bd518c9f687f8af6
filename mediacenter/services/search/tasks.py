from celery import shared_task

from . import indexing


@shared_task
def index_due():
    indexing.index_due()


@shared_task
def forget_words():
    indexing.forget_words()

from celery import shared_task

from .actions import cards


@shared_task
def make_cards(text_id):
    cards.make_cards(text_id=text_id)


@shared_task
def make_missing_cards():
    cards.make_missing_cards()

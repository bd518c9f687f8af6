from celery import shared_task

from . import actions


@shared_task
def renew_second_factors():
    actions.renew_second_factors()

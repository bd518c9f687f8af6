from celery import shared_task

from . import actions


@shared_task
def empty_bin():
    actions.empty_bin()


@shared_task
def sweep_sign_in():
    actions.sweep_sign_in()


@shared_task
def renew_second_factors():
    actions.renew_second_factors()

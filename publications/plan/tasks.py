from celery import shared_task

from .actions import fulfilling, occasions, reminding


@shared_task
def complete_released():
    fulfilling.complete_released()


@shared_task
def propose_occasions():
    occasions.propose_occasions()


@shared_task
def remind_of_deadlines():
    reminding.remind_of_deadlines()

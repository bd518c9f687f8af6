from celery import shared_task

from . import actions


@shared_task
def make_renditions(picture_id):
    actions.make_renditions(picture_id=picture_id)


@shared_task
def make_cards(text_id):
    actions.make_cards(text_id=text_id)


@shared_task
def make_missing_cards():
    actions.make_missing_cards()


@shared_task
def make_missing_renditions():
    actions.make_missing_renditions()


@shared_task
def sweep_unsaved_work():
    actions.sweep_unsaved_work()


@shared_task
def complete_released():
    actions.complete_released()


@shared_task
def withdraw_due():
    actions.withdraw_due()


@shared_task
def check_links():
    actions.check_links()


@shared_task
def propose_occasions():
    actions.propose_occasions()


@shared_task
def remind_of_deadlines():
    actions.remind_of_deadlines()


@shared_task
def send_plan_mail():
    actions.send_plan_mail()


@shared_task
def send_invitations():
    actions.send_invitations()


@shared_task
def send_crisis_alerts():
    actions.send_crisis_alerts()

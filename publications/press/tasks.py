from celery import shared_task

from .actions import crisis, invitations


@shared_task
def send_invitations():
    invitations.send_invitations()


@shared_task
def send_crisis_alerts():
    crisis.send_crisis_alerts()

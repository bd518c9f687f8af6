from celery import shared_task

from .actions.signing_up import renew_offers
from .models import Registration


@shared_task
def renew_lapsed_offers():
    for seminar_id in Registration.objects.with_overdue_offers():
        renew_offers(seminar_id=seminar_id)

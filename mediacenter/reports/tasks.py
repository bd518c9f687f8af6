from celery import shared_task

from .actions import building, requesting


@shared_task(max_retries=0)
def build_report(job_id):
    building.build_report(job_id=job_id)


@shared_task
def requeue_lost_jobs():
    requesting.requeue_lost_jobs()

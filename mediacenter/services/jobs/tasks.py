from celery import shared_task

from .actions import doing, requesting


@shared_task(max_retries=0)
def do_job(job_id):
    doing.do_job(job_id=job_id)


@shared_task
def requeue_lost_jobs():
    requesting.requeue_lost_jobs()

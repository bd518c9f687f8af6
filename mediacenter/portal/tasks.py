from celery import shared_task
from django.core.cache import cache


@shared_task
def leave_mark(key):
    """Leave a mark in the cache: proof that a job has gone through queue and worker."""
    cache.set(key, "done", timeout=60)

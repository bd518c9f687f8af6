from celery import shared_task
from django.core.cache import cache

from mediacenter.portal import files


@shared_task
def leave_mark(key):
    """Leave a mark in the cache: proof that a job has gone through queue and worker."""
    cache.set(key, "done", timeout=600)


@shared_task
def sweep_leftovers():
    files.sweep_leftovers()

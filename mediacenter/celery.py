import os

from celery import Celery
from celery.signals import worker_process_init

from mediacenter.toolkit import children

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediacenter.settings")

app = Celery("mediacenter")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def end_with_worker(**_):
    """A job does not run on when its worker was killed: the worker that comes next starts it."""
    children.end_with_parent(os.getppid())

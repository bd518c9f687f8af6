import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediacenter.settings")

app = Celery("mediacenter")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

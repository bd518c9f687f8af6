import time
from pathlib import Path

from celery import shared_task


@shared_task
def dawdle(mark):
    """Say in a file that the job runs, and take long; for tests of what happens meanwhile."""
    Path(mark).touch()
    time.sleep(60)

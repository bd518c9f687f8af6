"""Telling a worker, once a transaction, that the index is to follow it."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
TASK = "mediacenter.services.search.tasks.index_due"


def index_soon(**_signal):
    """What is due stands in a table, and the clock comes for it; this is to be at once."""
    connection = transaction.get_connection()
    if not any(function is tell_worker for _, function, _ in connection.run_on_commit):
        transaction.on_commit(tell_worker)


def tell_worker():
    try:
        current_app.send_task(TASK)
    except (OperationalError, OSError) as error:
        logger.warning("The queue did not take the work of the search: %s", error)

"""Somebody else who holds what the portal needs: real locks, by a connection of their own."""

import os
from contextlib import closing, contextmanager

import psycopg2
from django.db import connection

from mediacenter.toolkit import embedded


@contextmanager
def locked_by_another(model):
    """Nobody reads or writes the model's table inside; needs a test that commits."""
    of_tests = embedded.database_url(os.environ["VAR_DIR"], name=connection.settings_dict["NAME"])
    with closing(psycopg2.connect(of_tests)) as other, other.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {model._meta.db_table} IN ACCESS EXCLUSIVE MODE")
        yield


@contextmanager
def impatience():
    """Inside, this process waits for a lock for a moment only."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
        yield
        cursor.execute("RESET lock_timeout")

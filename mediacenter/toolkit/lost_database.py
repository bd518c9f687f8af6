"""Whether an error says that the database was away, and nothing against another try."""

import psycopg2
from django.db import DatabaseError, InterfaceError, OperationalError


def is_database_away(error):
    """psycopg2 has no class of its own for a server that dies in the middle of a statement: such an
    error is of the class of all, and without a code of PostgreSQL's.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    cause = getattr(error, "__cause__", None)
    return type(error) is DatabaseError and type(cause) is psycopg2.DatabaseError


def error_of_database(error):
    """The error of the database in whose handling this one was raised; None where there is none."""
    while error is not None and not isinstance(error, DatabaseError | InterfaceError):
        error = error.__cause__ or error.__context__
    return error

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection


@dataclass
class Spending:
    statements: int = 0
    rows: int = 0


@contextmanager
def spending():
    """Count what is asked of the database inside, and the rows that it hands over."""
    spent = Spending()

    def count(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        spent.statements += 1
        spent.rows += max(context["cursor"].rowcount, 0)
        return answer

    with connection.execute_wrapper(count):
        yield spent

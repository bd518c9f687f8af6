"""What lasts some days, on each of them: a bounded number a day, and how many there are."""

from collections import namedtuple

from django.db import connection
from django.db.models import DateField, Func, Value
from django.db.models.functions import Greatest, Least

Standing = namedtuple("Standing", "day pk number")

# A window cannot look at rows that its own SELECT unfolds: the days are unfolded within.
FIRST_OF_EACH_DAY = """
SELECT day, pk, number FROM (
    SELECT day, pk, row_number() OVER (PARTITION BY day ORDER BY pk) AS place,
        count(*) OVER (PARTITION BY day) AS number
    FROM ({records}) AS unfolded
) AS placed
WHERE place <= %s ORDER BY day, pk
"""


class EachDay(Func):
    """The days of a record's span that lie within two days: a row each."""

    template = "generate_series(%(expressions)s, interval '1 day')::date"
    set_returning = True
    output_field = DateField()

    def __init__(self, first, last):
        begins = Greatest("starts_on", Value(first, DateField()))
        ends = Least("ends_on", Value(last, DateField()))
        super().__init__(begins, ends)


def first_of_each_day(records, first, last, *, most):
    """Return up to `most` Standing a day of first..last; `number` is that of all on the day.

    `records` are those of a model with `starts_on` and `ends_on`.
    """
    unfolded = records.order_by().annotate(day=EachDay(first, last)).values_list("pk", "day")
    sql, params = unfolded.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(FIRST_OF_EACH_DAY.format(records=sql), [*params, most])
        return [Standing(*row) for row in cursor.fetchall()]

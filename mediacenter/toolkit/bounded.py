"""Choosing, counting and paging at a cost that stays, however long a table grows."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import BooleanField, Func, IntegerField, Subquery
from django.utils.functional import cached_property

from .quantity import Qualifier, say


class Among(Func):
    """Whether a column is among the values of a QuerySet: these are read once, before all else.

    `pk__in` leaves the order to PostgreSQL, which reads them anew for each record where it thinks
    that there are few: after an import, before it has looked.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column, values):
        super().__init__(column, ArraySubquery(values))


class UpTo(Subquery):
    """The number of records of a QuerySet, counted up to one more than a bound."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, most, records):
        super().__init__(records.order_by().values("pk")[: most + 1])


class BoundedPaginator(Paginator):
    """Leads to the first MOST records and tells their number so far."""

    MOST = 10_000

    @cached_property
    def counted(self):
        """The number of records, or one more than MOST."""
        return self.object_list.order_by()[: self.MOST + 1].count()

    @property
    def count(self):
        return min(self.counted, self.MOST)

    @property
    def has_more(self):
        return self.counted > self.MOST

    @property
    def count_in_words(self):
        return say_up_to(self.MOST, self.counted)


def say_up_to(most, number):
    """Return "214", or "more than 10 000" for a number beyond what was counted."""
    return say(most, Qualifier.MORE_THAN) if number > most else say(number)

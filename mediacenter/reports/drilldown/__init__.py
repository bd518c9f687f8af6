"""What stands behind a figure: the records that it counts and the figures that were declared."""

from .filters import RecordFilters
from .records import Drilldown, counting, declared_in, drill_down, in_register, silenced_by
from .rows import keys_of, rows_of
from .sheet import book_of, sheet_of

__all__ = [
    "Drilldown",
    "RecordFilters",
    "book_of",
    "counting",
    "declared_in",
    "drill_down",
    "in_register",
    "keys_of",
    "rows_of",
    "sheet_of",
    "silenced_by",
]

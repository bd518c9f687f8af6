"""What stands behind a figure: the records that it counts and the figures that were declared."""

from .records import Drilldown, drill_down, in_register
from .rows import keys_of, rows_of
from .sheet import sheet_of

__all__ = ["Drilldown", "drill_down", "in_register", "keys_of", "rows_of", "sheet_of"]

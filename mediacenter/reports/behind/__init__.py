"""What stands behind a figure: the records that it counts and the figures that were declared."""

from .records import Behind, behind
from .rows import rows_of
from .sheet import sheet_of

__all__ = ["Behind", "behind", "rows_of", "sheet_of"]

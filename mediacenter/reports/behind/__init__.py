"""What stands behind a figure: the records that it counts and the figures that were declared."""

from .records import Behind, behind, in_register
from .rows import rows_of
from .sheet import sheet_of

__all__ = ["Behind", "behind", "in_register", "rows_of", "sheet_of"]

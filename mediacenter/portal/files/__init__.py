"""The stored files of all rooms, beside the rows that name them."""

from .checking import find_troubles
from .leftovers import sweep_leftovers
from .mending import mend_troubles

__all__ = ["find_troubles", "mend_troubles", "sweep_leftovers"]

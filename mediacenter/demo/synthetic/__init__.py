"""A synthetic federation of any size, for every benchmark and every claim about scale.

The same arguments give the same rows. Every table is one statement, whatever the size (a COPY; what
is kept of every text an INSERT from the texts); each draws from random numbers of its own, so
that a table added later leaves the others as they were.
"""

from .filling import NotEmpty, fill
from .scale import Scale

__all__ = ["NotEmpty", "Scale", "fill"]

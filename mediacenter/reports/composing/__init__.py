"""Composes the report: from frozen facts to the document that is printed and shown."""

from .document import compose
from .suggestions import suggest

__all__ = ["compose", "suggest"]

"""Prints documents: from blocks, as JSON, to a PDF. See docs/services/printing.md."""

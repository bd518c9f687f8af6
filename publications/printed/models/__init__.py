from .library import DocumentKind, LibraryDocument
from .printed_matter import NewspaperIssue, PrintedMatter, PrintedMatterKind, Subscription

__all__ = [
    "DocumentKind",
    "LibraryDocument",
    "NewspaperIssue",
    "PrintedMatter",
    "PrintedMatterKind",
    "Subscription",
]

"""Which stored files the public may have; which records name which: mediacenter/portal/files."""

from publications.models import Card, Rendition

PICTURES = "pictures"


def is_public(path):
    """Whether the public may have a file: a picture that a record names, not one in the bin."""
    in_folder = path.startswith(f"{PICTURES}/")
    return in_folder and any(
        model.objects.filter(file=path).exists() for model in (Rendition, Card)
    )

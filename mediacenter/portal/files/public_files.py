"""Which stored files the public may have."""

from publications.pictures.models import Rendition
from publications.social.models import Card

PICTURES = "pictures"


def is_public(path):
    """Whether the public may have a file: a picture that a record names, not one in the bin."""
    in_folder = path.startswith(f"{PICTURES}/")
    return in_folder and any(
        model.objects.filter(file=path).exists() for model in (Rendition, Card)
    )

"""Where released migrations look for these."""

from publications.pictures.models import new_token, rendition_path  # noqa: F401

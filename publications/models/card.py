"""Where released migrations look for these."""

from publications.social.models.card import card_path  # noqa: F401

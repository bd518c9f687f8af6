from .card import Card, CardSize
from .post import SocialPost

__all__ = [
    "Card",
    "CardSize",
    "SocialPost",
]

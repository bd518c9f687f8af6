"""The card that stands for a text where it is shared."""

from django import template

from publications.social.models import CardSize

register = template.Library()


@register.filter
def wide_card(text):
    """The wide Card of a text, or None while none is drawn."""
    return text.cards.filter(size=CardSize.WIDE).first()

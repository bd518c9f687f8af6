from django import template

from mediacenter.toolkit import full_stops

register = template.Library()


@register.filter(is_safe=True)
def one_stop(text):
    """What was put together of a sentence and a name ends with one full stop."""
    return full_stops.one_stop(str(text))

from django import template

from mediacenter.toolkit import stops

register = template.Library()


@register.filter(is_safe=True)
def one_stop(text):
    """What was put together of a sentence and a name ends with one full stop."""
    return stops.one_stop(str(text))

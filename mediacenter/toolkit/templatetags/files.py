from django import template
from django.template.defaultfilters import filesizeformat

register = template.Library()


@register.filter
def file_size(file):
    """How large a stored file is, in words; "" where it is gone: the page about it still stands."""
    try:
        return filesizeformat(file.size)
    except (OSError, ValueError):
        return ""

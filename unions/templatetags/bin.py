"""What is said before something is deleted."""

from django import template
from django.utils.text import capfirst

from unions.access import kept_kinds

register = template.Library()


@register.filter
def goes_to_bin(opts):
    """Whether what is deleted of a model can be brought back."""
    return opts.model in kept_kinds()


@register.simple_tag
def named(records):
    """A record, or several of one kind, with the name of their kind."""
    several = [records] if hasattr(records, "pk") else records
    return [f"{capfirst(record._meta.verbose_name)}: {record}" for record in several]

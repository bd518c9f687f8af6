"""What is said before something is deleted."""

from django import template
from django.utils.text import capfirst

from unions.access import kept_kinds
from unions.models.bin_entry import KEPT_FOR

register = template.Library()


@register.simple_tag
def days_in_bin(opts):
    """For how many days what is deleted of a model can be brought back; 0: it is gone at once."""
    return KEPT_FOR.days if opts.model in kept_kinds() else 0


@register.simple_tag
def named(records):
    """A record, or several of one kind, with the name of their kind."""
    several = [records] if hasattr(records, "pk") else records
    return [f"{capfirst(record._meta.verbose_name)}: {record}" for record in several]

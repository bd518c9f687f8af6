from django import template

from unions import choices

register = template.Library()


@register.filter
def indented(organizations):
    return choices.indented(organizations)

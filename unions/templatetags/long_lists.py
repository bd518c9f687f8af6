from django import template

from unions.admin.lists import days_told

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def days(changelist):
    """The bar over a list that leads to its years and months."""
    back, choices = days_told(changelist)
    return {"show": bool(choices), "back": back, "choices": choices}

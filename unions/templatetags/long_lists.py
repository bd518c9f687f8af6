from django import template

from unions.admin.lists import years_and_months

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def days(changelist):
    """The bar over a list that leads to its years and months."""
    back, choices = years_and_months(changelist)
    return {"show": bool(choices), "back": back, "choices": choices}

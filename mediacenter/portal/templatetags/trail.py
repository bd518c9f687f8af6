from django import template
from django.urls import resolve

from mediacenter.portal.sidebar import WORKS, address_of_list

register = template.Library()


@register.filter
def by_work(parts):
    """Unfold's steps to a page of the admin, led by the work of the sidebar and not by the app."""
    room, *rest = parts
    if "link" not in room or resolve(str(room["link"])).url_name != "app_list" or not rest:
        return parts
    address = str(rest[0]["link"])
    works = [
        {"title": work.title}
        for work in WORKS
        if address in {address_of_list(label) for label in work.models}
    ]
    return [*works, *rest]

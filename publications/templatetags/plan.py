"""What the pages of the plan ask about the reader."""

from django import template

from publications.rules import WRITERS

register = template.Library()


@register.filter
def writes_at(user, organization):
    """Whether the user plans for the organization; asks nothing of the database."""
    return user.has_role_at(organization, *WRITERS)

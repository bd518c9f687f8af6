"""What the pages of the plan ask about the reader."""

from django import template

from publications.plan.board import statuses_for
from publications.rules import EDITORS, WRITERS

register = template.Library()


@register.filter
def writes_at(user, organization):
    """Whether the user plans for the organization; asks nothing of the database."""
    return user.has_role_at(organization, *WRITERS)


@register.filter
def may_bring(user, organization):
    """The states of the board to which the user may bring an item of the organization."""
    return statuses_for(user, organization)


@register.filter
def edits_at(user, organization):
    """Whether the user publishes for the organization."""
    return user.has_role_at(organization, *EDITORS)

"""What the pages of the plan ask about the reader."""

from django import template
from django.utils.translation import gettext as _

from publications.plan.board import statuses_for
from publications.plan.models import Assignment
from unions.roles import EDITORS, WRITERS

register = template.Library()


@register.filter
def day_number(occasion, day):
    """Which day of an occasion this one is, from 1 on."""
    return (day - occasion.starts_on).days + 1


@register.filter
def which_day(occasion, day):
    """Which day of an occasion that lasts some days this one is."""
    return _("day %(number)d of %(days)d") % {
        "number": day_number(occasion, day),
        "days": day_number(occasion, occasion.ends_on),
    }


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


@register.simple_tag
def plan_work_of(article, user):
    """The assignments that an article fulfils, as far as the user may see the plan."""
    if not article:
        return ()
    assignments = Assignment.objects.filter(article=article).visible_to(user)
    return assignments.select_related("plan_item__occasion", "assignee__person").order_by("pk")

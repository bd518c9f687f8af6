"""The media plan: whoever plans hands out the work, whoever does it says how far it is."""

import rules

from unions.access import grant
from unions.roles import EDITORS, READERS, WRITERS

grant("publications.occasion", view=READERS, add=WRITERS)
grant("publications.planitem", organization="occasion__organization", view=READERS, add=WRITERS)
grant(
    "publications.assignment",
    organization="plan_item__occasion__organization",
    view=READERS,
    add=WRITERS,
)
grant("publications.memorabledate", add=WRITERS)
grant("publications.daynote", view=READERS, add=WRITERS)


@rules.predicate
def approves_here(user, item):
    return item is not None and user.has_role_at(item.occasion.organization, *EDITORS)


@rules.predicate
def is_assignee(user, assignment):
    return assignment is not None and assignment.assignee_id == user.pk


@rules.predicate
def is_free(user, assignment):
    return assignment is not None and assignment.assignee_id is None


@rules.predicate
def plans_here(user, assignment):
    organization = assignment and assignment.plan_item.occasion.organization
    return organization is not None and user.has_role_at(organization, *WRITERS)


@rules.predicate
def edits_plan_here(user, assignment):
    organization = assignment and assignment.plan_item.occasion.organization
    return organization is not None and user.has_role_at(organization, *EDITORS)


rules.add_perm("publications.approve_planitem", approves_here)
rules.add_perm("publications.take_assignment", is_assignee | (is_free & plans_here))
rules.add_perm("publications.work_on_assignment", is_assignee | edits_plan_here)
rules.add_perm("publications.approve_assignment", edits_plan_here)

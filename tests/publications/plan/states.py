def states(assignment):
    """Of an assignment and of its plan item, as they are by now."""
    assignment.refresh_from_db()
    assignment.plan_item.refresh_from_db()
    return assignment.status, assignment.plan_item.status

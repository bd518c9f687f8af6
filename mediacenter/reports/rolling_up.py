"""Rolls figures up the tree of organizations, in one statement."""


def figures_of(organization, years):
    """Return {code: {year: Cell}} for every indicator of the registry and every year.

    Two statements, whatever stands below the organization.
    """
    raise NotImplementedError

"""A table that holds fewer rows than there are says so in its last row."""

from django.utils.translation import gettext as _

from mediacenter.toolkit.quantity import say


def first_of(records, most):
    """(the first `most` records of a QuerySet, the sentence that tells of the rest, or "")."""
    found = list(records[: most + 1])
    if len(found) <= most:
        return found, ""
    return found[:most], told_of(most, records.count())


def told_of(shown, number):
    return _(
        "Only the first %(shown)s rows of %(number)s are here. Narrow the choice to get the rest."
    ) % {"shown": say(shown), "number": say(number)}

"""What the database refuses in a race, in the words of the constraint that was broken.

    with refused_in_words():
        save_note(…)

A form has asked before, and was told that all is right: another was faster.
"""

from contextlib import contextmanager

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

UNIQUE, RELATION, CHECK = "23505", "23503", "23514"  # SQLSTATE of PostgreSQL, class 23


@contextmanager
def refused_in_words():
    """Turn an IntegrityError into a ValidationError, around a use case in its own transaction.

    What no user can bring about, a value that is missing, stays an IntegrityError.
    """
    try:
        yield
    except IntegrityError as broken:
        sentence = in_words(broken.__cause__)
        if sentence is None:
            raise
        raise ValidationError(sentence, code="race") from broken


def in_words(cause):
    """The sentence for psycopg2's error; None where there is none."""
    name = getattr(getattr(cause, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return constraint.get_violation_error_message()
    return {
        UNIQUE: _("Somebody else entered the same a moment ago."),
        RELATION: _("What this refers to was deleted a moment ago."),
        CHECK: _("A date or a number is outside of what can be stored."),
    }.get(getattr(cause, "pgcode", None))

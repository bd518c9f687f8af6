"""Locks on whole tables, to the end of the transaction: who writes there comes one after another.

What two transactions enter at once neither of them sees, so a check of each would let both pass.
"""

from django.db import connection

from unions.models import Channel, Organization


def hold_tree():
    """Let nobody else add or move an organization: the paths of a whole branch are rewritten."""
    hold(Organization)


def hold_channels():
    """Let nobody else enter or change a channel: it may be one that leads to the same page."""
    hold(Channel)


def hold(model):
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")

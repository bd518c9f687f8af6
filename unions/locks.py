"""Locks on whole tables: what two people do at once would not be seen by either."""

from django.db import connection

from unions.models import Channel, Organization


def hold_tree():
    """Paths of a whole branch are rewritten: let nobody add or move meanwhile."""
    hold(Organization)


def hold_channels():
    """Two channels entered at once would not see each other's page."""
    hold(Channel)


def hold(model):
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")

"""People: who is in the portal, with a post or without one."""

from django.db import transaction

from mediacenter.services.journal.actions import log
from unions.access import GRANTS, require
from unions.models import Organization, Person


@transaction.atomic
def enter_person(*, person, by=None):
    """Store somebody new; until they hold a post the organization of `by` keeps the record.

    Raises PermissionDenied.
    """
    require(by, "add", person)
    person.kept_by = home_of(by)
    person.save()
    log(by, "person.entered", person)
    return person


def home_of(user):
    """The highest organization where the user enters people; None: the root."""
    paths = user.paths_of(*GRANTS[Person].roles["add"]) if user else []
    return Organization.objects.filter(path=min(paths, key=len)).first() if paths else None

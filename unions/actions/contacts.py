"""How an organization is reached."""

from django.db import transaction

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.permissions import demand
from unions.models import Organization


@transaction.atomic
def enter_contacts(*, organization, by=None, **contacts):
    """Set contacts of an organization by field (phone, email ...); what is not named stays.

    Returns the Organization. Raises ValidationError, by field, and PermissionDenied.
    """
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    demand(by, "unions.enter_contacts", organization)
    changed = {name for name, value in contacts.items() if getattr(organization, name) != value}
    if not changed:
        return organization
    for name in changed:
        setattr(organization, name, contacts[name])
    organization.clean_fields(exclude={field.name for field in organization._meta.fields} - changed)
    organization.save(update_fields=changed)
    log(by, "organization.contacts_entered", organization, fields=sorted(changed))
    return organization

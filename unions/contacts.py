"""How an organization is reached: its own contacts, and those from above where it has none."""

from dataclasses import dataclass

from mediacenter.toolkit.language import in_each

from .models import Organization

COLUMNS = {
    "phone": ("phone",),
    "email": ("email",),
    "address": in_each("address"),
    "hours": in_each("hours"),
}


@dataclass(frozen=True)
class Contacts:
    """For each contact the organization whose it is: the one asked for or one above it, or None."""

    phone: Organization | None
    email: Organization | None
    address: Organization | None
    hours: Organization | None

    def __bool__(self):
        return any((self.phone, self.email, self.address, self.hours))


def contacts_of(organization, above):
    """Return the Contacts of an organization; `above`: those above it, from the root down."""
    upwards = [organization, *reversed(above)]
    return Contacts(
        **{
            contact: next((one for one in upwards if not lacks(one, contact)), None)
            for contact in COLUMNS
        }
    )


def lacks(organization, contact):
    """Whether an organization has no phone, email, address or hours of its own."""
    return not any(getattr(organization, column) for column in COLUMNS[contact])


def lacking(organization):
    """Return what of its own contacts an organization lacks, as words in the active language."""
    return [
        str(Organization._meta.get_field(contact).verbose_name)
        for contact in COLUMNS
        if lacks(organization, contact)
    ]

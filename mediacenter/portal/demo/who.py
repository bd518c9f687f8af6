"""Regions, organizations with their names in time, people, posts, accounts, channels."""

import datetime as dt
from dataclasses import dataclass, field

from unions.models import (
    Appointment,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationName,
    Person,
    Region,
    User,
)
from unions.models.organization import EventKind

from .content import columns, read

NOT_COLUMNS = ("parent", "region", "named_since", "former")


@dataclass
class Cast:
    """Who is there, by the keys of the content files."""

    regions: dict = field(default_factory=dict)
    organizations: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)


def load_who(passwords):
    """Enter everybody; `passwords` is {e-mail: password} for the accounts. Returns the Cast."""
    cast = Cast()
    load_regions(cast)
    load_organizations(cast)
    load_people(cast)
    load_accounts(cast, passwords)
    return cast


def load_regions(cast):
    for table in read("regions")["region"]:
        fields = columns(table, without=("association",))
        cast.regions[table["iso"]] = Region.objects.create(**fields)


def load_organizations(cast):
    tables = read("organizations")["organization"]
    national = [table for table in tables if "region" not in table]
    regional = [table for table in tables if "region" in table]
    for table in [*national, *territorial_associations(), *regional]:
        enter_organization(cast, table)


def territorial_associations():
    kind = OrganizationKind.TERRITORIAL
    for region in read("regions")["region"]:
        yield {
            "parent": "federation",
            "kind": kind,
            "region": region["iso"],
            **region["association"],
        }


def enter_organization(cast, table):
    organization = Organization(
        **columns(table, without=NOT_COLUMNS), region=cast.regions.get(table.get("region"))
    )
    if organization.region and organization.kind != OrganizationKind.TERRITORIAL:
        organization.territorial_association = association_of(cast, organization.region)
    if "parent" in table:
        parent = cast.organizations[table["parent"]]
        parent.refresh_from_db(fields=["path", "depth", "numchild"])
        Organization.objects.add_child(parent, instance=organization)
    else:
        Organization.objects.add_root(instance=organization)
    enter_names(organization, table)
    cast.organizations[organization.slug] = organization


def association_of(cast, region):
    return next(
        organization
        for organization in cast.organizations.values()
        if organization.kind == OrganizationKind.TERRITORIAL and organization.region == region
    )


def enter_names(organization, table):
    """The current name, the one before it where it is known, and what happened between them."""
    since = table.get("named_since")
    names = organization.names
    if "former" in table:
        names.create(valid_until=since - dt.timedelta(days=1), **columns(table["former"]))
    current = {key: table[key] for key in ("name", "short_name") if key in table}
    names.create(valid_from=since, **columns(current))
    if organization.founded_on:
        record(organization, EventKind.FOUNDED, organization.founded_on)
    if since:
        record(organization, EventKind.RENAMED, since)


def record(organization, kind, date):
    OrganizationEvent.objects.create(organization=organization, kind=kind, happened_on=date)


def load_people(cast):
    for table in read("people")["person"]:
        person = Person.objects.create(**columns(table, without=("key", "post")))
        cast.people[table["key"]] = person
        for post in table.get("post", ()):
            organization = cast.organizations[post["organization"]]
            fields = columns(post, without=("organization",))
            Appointment.objects.create(person=person, organization=organization, **fields)


def load_accounts(cast, passwords):
    for email, key in read("people")["account"].items():
        cast.users[email] = User.objects.create_user(
            email, passwords[email], person=cast.people[key]
        )

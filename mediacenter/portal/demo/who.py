"""Regions, organizations with their names in time, people, posts, accounts, channels."""

import datetime as dt

from unions.models import (
    Appointment,
    Channel,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    Person,
    Region,
    User,
)
from unions.models.organization import EventKind

from .cast import Cast
from .content import columns, read

NOT_COLUMNS = ("parent", "region", "named_since", "former")


def load_who(passwords):
    """Enter everybody; `passwords` is {e-mail: password} for the accounts. Returns the Cast."""
    cast = Cast()
    load_regions(cast)
    load_organizations(cast)
    load_people(cast)
    load_accounts(cast, passwords)
    load_channels(cast)
    return cast


def load_regions(cast):
    for table in read("regions")["region"]:
        fields = columns(table, without=("association",))
        cast.keep(table["iso"], Region.objects.create(**fields))


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
    organization = Organization(**columns(table, without=NOT_COLUMNS))
    if "region" in table:
        organization.region = cast.find(Region, table["region"])
        organization.territorial_association = association_of(cast, organization)
    if "parent" in table:
        parent = cast.find(Organization, table["parent"])
        parent.refresh_from_db(fields=["path", "depth", "numchild"])
        Organization.objects.add_child(parent, instance=organization)
    else:
        Organization.objects.add_root(instance=organization)
    enter_names(organization, table)
    cast.keep(organization.slug, organization)


def association_of(cast, organization):
    if organization.kind == OrganizationKind.TERRITORIAL:
        return None
    return next(
        association
        for association in cast.every(Organization)
        if association.kind == OrganizationKind.TERRITORIAL
        and association.region == organization.region
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
        cast.keep(table["key"], person)
        for post in table.get("post", ()):
            organization = cast.find(Organization, post["organization"])
            fields = columns(post, without=("organization",))
            Appointment.objects.create(person=person, organization=organization, **fields)


def load_accounts(cast, passwords):
    for email, key in read("people")["account"].items():
        person = cast.find(Person, key)
        cast.keep(email, User.objects.create_user(email, passwords[email], person=person))


def load_channels(cast):
    for slug, links in read("channels").items():
        organization = cast.find(Organization, slug)
        for network, link in links.items():
            channel = Channel.objects.create(
                organization=organization, network=network, url=link, entered=link
            )
            cast.keep(f"{slug} {network}", channel)

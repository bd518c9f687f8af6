"""Regions, organizations with their names in time, people, posts, accounts, channels."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from unions.actions import add_channel, appoint, name_deputy, open_account
from unions.actions.organizations import open_organization, rename_organization
from unions.models import Organization, OrganizationKind, Person, Region, User
from unions.models.organization import EventKind

from .cast import Cast
from .content import columns, read

PARTICULARS = ("annex_number", "phone", "email", "address", "hours")


def load_organizations_and_people(passwords):
    """Enter everybody; `passwords` is {e-mail: password} for the accounts. Returns the Cast."""
    cast = Cast()
    load_regions(cast)
    load_organizations(cast)
    load_people(cast)
    load_accounts(cast, passwords)
    load_channels(cast)
    name_deputies(cast)
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
    parent = table.get("parent") and cast.find(Organization, table["parent"])
    region = table.get("region") and cast.find(Region, table["region"])
    former = table.get("former", table)
    organization = open_organization(
        kind=table["kind"],
        names=called(former),
        parent=parent,
        opened_on=table.get("founded_on"),
        slug=table["slug"],
        region=region,
        territorial_association=association_of(cast, table["kind"], region),
        **columns({name: table[name] for name in PARTICULARS if name in table}),
    )
    if "former" in table:
        organization = rename_organization(
            organization=organization, names=called(table), renamed_on=table["named_since"]
        )
    elif since := table.get("named_since"):
        # what it was called before, the sources do not tell
        organization.names.update(valid_from=since)
        organization.events.create(kind=EventKind.RENAMED, happened_on=since)
    cast.keep(organization.slug, organization)


def called(table):
    return columns({key: table[key] for key in ("name", "short_name") if key in table})


def association_of(cast, kind, region):
    if region is None or kind == OrganizationKind.TERRITORIAL:
        return None
    return next(
        association
        for association in cast.every(Organization)
        if association.kind == OrganizationKind.TERRITORIAL and association.region == region
    )


def load_people(cast):
    for table in read("people")["person"]:
        person = Person.objects.create(**columns(table, without=("key", "post")))
        cast.keep(table["key"], person)
        for post in table.get("post", ()):
            appoint(
                person=person,
                organization=cast.find(Organization, post["organization"]),
                posts=columns({"post": post["post"]}),
                role=post["role"],
                starts_on=post.get("starts_on"),
                is_public=post.get("is_public", True),
            )


def load_accounts(cast, passwords):
    hashes = {password: make_password(password) for password in set(passwords.values())}
    for email, key in read("people")["account"].items():
        user = open_account(person=cast.find(Person, key), email=email)
        user.password = hashes[passwords[email]]  # hashing is slow: once for all that share one
        user.save(update_fields=["password"])
        cast.keep(email, user)


def name_deputies(cast):
    """Who acts as chair in the weeks to come."""
    for table in read("people")["deputy"]:
        starts_on = timezone.localdate() + dt.timedelta(days=table["in_days"])
        name_deputy(
            organization=cast.find(Organization, table["organization"]),
            person=cast.find(Person, table["person"]),
            starts_on=starts_on,
            ends_on=starts_on + dt.timedelta(days=table["days"] - 1),
            posts=columns({"post": table["post"]}),
            by=cast.find(User, table["by"]),
        )


def load_channels(cast):
    for slug, links in read("channels").items():
        organization = cast.find(Organization, slug)
        for network, link in links.items():
            channel = add_channel(organization=organization, network=network, link=link)
            cast.keep(f"{slug} {network}", channel)

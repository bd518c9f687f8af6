"""Regions, the tree of organizations, their names, channels and followers."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from mediacenter.demo.content import columns, read
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.quantity import Qualifier
from unions.models import (
    Channel,
    ChannelFlag,
    FlagKind,
    FollowerCount,
    Network,
    Organization,
    OrganizationKind,
    OrganizationName,
    Region,
)

from .copying import copy_in, keys
from .people import appoint
from .words import called

KIND_NAMES = {
    OrganizationKind.FEDERATION: ("Федерация", "Федерация", "Federation"),
    OrganizationKind.INDUSTRY_UNION: ("салалық кәсіподақ", "Отраслевой профсоюз", "Industry Union"),
    OrganizationKind.TERRITORIAL: ("кәсіподақ орталығы", "Профцентр", "Trade Union Center"),
    OrganizationKind.REGIONAL: ("облыстық ұйым", "Областная организация", "Regional Organization"),
    OrganizationKind.CITY: ("қалалық ұйым", "Городская организация", "City Organization"),
    OrganizationKind.DISTRICT: ("аудандық ұйым", "Районная организация", "District Organization"),
    OrganizationKind.LOCAL: ("жергілікті кәсіподақ", "Локальный профсоюз", "Local Trade Union"),
    OrganizationKind.PRIMARY: ("бастауыш ұйым", "Первичная организация", "Primary Organization"),
}
CHANNELS_OF_PRIMARIES = 0.2  # the share of them that have a page
DOUBTFUL = 0.02  # the share of the channels that somebody doubts
NETWORKS = (Network.FACEBOOK, Network.INSTAGRAM)


@dataclass
class Tree:
    """Keys of organizations by level; by organization's key its channels and its desk: the
    account that writes for it, its own or the nearest above."""

    federation: range
    unions: range
    territorial: range
    regional: range
    districts: range
    primaries: range
    channels: dict
    desks: dict = field(default_factory=dict)


def plant(scale, say):
    """Make the regions and everybody; return the Tree."""
    regions = keys(len(read("regions")["region"]))
    copy_in(Region, map(region, regions, read("regions")["region"]))
    organizations = grow(scale, regions)
    say(f"organizations: {copy_in(Organization, organizations)}")
    copy_in(OrganizationName, map(name, organizations))
    channels = list(channels_of(scale, organizations))
    say(f"channels: {copy_in(Channel, channels)}")
    copy_in(ChannelFlag, doubts_of(scale, channels))
    say(f"follower counts: {copy_in(FollowerCount, followers_of(scale, channels))}")
    tree = levels(organizations, channels)
    appoint(scale, tree, organizations, say)
    return tree


def region(key, table):
    made = Region(pk=key, **columns(table, without=("association",)))
    made.fill_sort_keys()
    return made


def grow(scale, regions):
    """The organizations, level by level; brothers stand together."""
    unions, territorial, regional, districts, primaries = scale.levels()
    rng = scale.rng("tree")
    numbers = iter(keys(scale.organizations))
    kind = OrganizationKind
    root = organization(next(numbers), None, 1, kind.FEDERATION)
    level_2 = [organization(next(numbers), root, n + 1, kind.INDUSTRY_UNION) for n in range(unions)]
    associations = [
        organization(next(numbers), root, unions + n + 1, kind.TERRITORIAL, region=regions[n])
        for n in range(territorial)
    ]
    made = [root, *level_2, *associations]
    parents = level_2
    for count, kinds in (
        (regional, [kind.REGIONAL]),
        (districts, [kind.DISTRICT] * 6 + [kind.CITY] * 3 + [kind.LOCAL]),
        (primaries, [kind.PRIMARY]),
    ):
        level = list(children(count, kinds, parents, numbers, rng, associations))
        made += level
        parents = level or parents
    return made


def children(count, kinds, parents, numbers, rng, associations):
    """Spread that many children at random over the parents, at least one each if it goes round."""
    sure = list(range(min(len(parents), count)))
    places = sorted(sure + rng.choices(range(len(parents)), k=count - len(sure)))
    for place in places:
        parent = parents[place]
        association = None
        if associations:
            # a regional organization finds its region, what is below stays in it
            found = parent.territorial_association_id or rng.choice(associations).pk
            association = associations[found - associations[0].pk]
        yield organization(
            next(numbers),
            parent,
            parent.numchild + 1,
            rng.choice(kinds),
            region=association and association.region_id,
            association=association and association.pk,
        )


def organization(key, parent, step, kind, *, region=None, association=None):
    kk, ru, en = KIND_NAMES[kind]
    made = Organization(
        pk=key,
        path=(parent.path if parent else "") + path_step(step),
        depth=parent.depth + 1 if parent else 1,
        numchild=0,
        slug=f"synthetic-{key}",
        kind=kind,
        region_id=region,
        territorial_association_id=association,
        is_synthetic=True,
        **called(kk=f"№\u00a0{key} {kk}", ru=f"{ru} №\u00a0{key}", en=f"{en} No. {key}"),
    )
    made.fill_sort_keys()
    if parent:
        parent.numchild += 1
    return made


@cache
def path_step(number):
    return Organization._int2str(number).rjust(Organization.steplen, Organization.alphabet[0])


def name(organization):
    names = {f"name_{n}": getattr(organization, f"name_{n}") for n in ("kk", "ru", "en")}
    return OrganizationName(organization_id=organization.pk, **names)


def channels_of(scale, organizations):
    rng = scale.rng("channels")
    owners = [
        organization.pk
        for organization in organizations
        if organization.kind != OrganizationKind.PRIMARY or rng.random() < CHANNELS_OF_PRIMARIES
    ]
    numbers = iter(keys(len(owners) * len(NETWORKS)))
    for owner in owners:
        for network in NETWORKS:
            # no address of the real networks: somebody might live there
            url = f"https://{network}.example/synthetic-{owner}"
            yield Channel(
                pk=next(numbers), organization_id=owner, network=network, url=url, entered=url
            )


def doubts_of(scale, channels):
    rng = scale.rng("doubts")
    for channel in channels:
        if rng.random() < DOUBTFUL:
            raised = date(rng.choice(scale.all_years), 6, 1)
            kind = rng.choice(FlagKind.values)
            yield ChannelFlag(channel_id=channel.pk, kind=kind, raised_on=raised)


def followers_of(scale, channels):
    rng = scale.rng("followers")
    for channel in channels:
        number = round(rng.paretovariate(1.2) * 100)
        for year in scale.all_years:
            yield FollowerCount(
                channel_id=channel.pk,
                number=number,
                qualifier=rng.choice(Qualifier.values),
                counted_on=date(year, 12, 31),
                precision=Precision.DAY,
            )
            number += rng.randrange(number // 3 + 2)


def levels(organizations, channels):
    def of(*kinds):
        found = [one.pk for one in organizations if one.kind in kinds]
        return range(found[0], found[-1] + 1) if found else range(0)

    kind = OrganizationKind
    owners = {}
    for channel in channels:
        owners.setdefault(channel.organization_id, []).append(channel.pk)
    return Tree(
        federation=of(kind.FEDERATION),
        unions=of(kind.INDUSTRY_UNION),
        territorial=of(kind.TERRITORIAL),
        regional=of(kind.REGIONAL),
        districts=of(kind.DISTRICT, kind.CITY, kind.LOCAL),
        primaries=of(kind.PRIMARY),
        channels=owners,
    )

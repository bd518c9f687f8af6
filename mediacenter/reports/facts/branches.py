"""The appendix: the organization and its branches with their pages, and what is missing there."""

from django.db.models import Exists, F, Prefetch, Q

from mediacenter.outreach.models import Visit, VisitMode
from unions.models import Channel, ChannelFlag, FollowerCount, Organization, OrganizationKind

from .reporting_organization import names_of
from .shapes import APPENDIX_ROWS


def facts(organization, day, names, found):
    """The appendix; `found` is what branches_of() gives."""
    branches, is_cut = found
    listed = [organization, *branches]
    channels = _channels(listed, day)
    visited = _visited(organization, day.year)
    return {
        "appendix": {
            "rows": [
                {
                    "number": number,
                    "kind": one.kind,
                    **names_of(one, names),
                    "channels": channels.get(one.pk, []),
                    "is_visited": _is_visited(one, visited) if one in branches else None,
                }
                for number, one in enumerate(listed, start=1)
            ],
            "is_cut": is_cut,
        }
    }


def branches_of(organization, day):
    """The branches that stood at the end of the year, in the order of the annex, and whether some
    had to be left out. Primaries are branches where there are no others."""
    children = (
        Organization.objects.filter(
            path__startswith=organization.path, depth=organization.depth + 1
        )
        .filter(Q(founded_on__isnull=True) | Q(founded_on__lte=day))
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
        .order_by()
    )
    is_branch = ~Q(kind=OrganizationKind.PRIMARY)
    listed = children.filter(is_branch | ~Exists(children.filter(is_branch)))
    rows = list(listed.order_by(F("annex_number").asc(nulls_last=True), "path")[:APPENDIX_ROWS])
    return rows[: APPENDIX_ROWS - 1], len(rows) == APPENDIX_ROWS


def _visited(organization, year):
    """Paths of the organizations that were visited in person, a set; empty: no visit is known."""
    visits = Visit.objects.filter(
        organization=organization, mode=VisitMode.IN_PERSON, visited__isnull=False
    )
    return set(visits.in_years(year).values_list("visited__path", flat=True))


def _is_visited(branch, visited):
    """Whether somebody visited the branch or an organization below it; None: no visit is known."""
    if not visited:
        return None
    return any(path.startswith(branch.path) for path in visited)


def _channels(organizations, day):
    """Return {organization's pk: [channel]} of the channels in use at the end of the year."""
    counts = FollowerCount.objects.filter(counted_on__year=day.year, number__isnull=False).order_by(
        "-counted_on"
    )
    doubts = ChannelFlag.objects.filter(settled_on__isnull=True).order_by("kind")
    found = (
        Channel.objects.filter(organization__in=[one.pk for one in organizations])
        .filter(Q(since__isnull=True) | Q(since__lte=day))
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
        .prefetch_related(
            Prefetch("flags", doubts, to_attr="doubts"),
            Prefetch("follower_counts", counts, to_attr="counts"),
        )
        .order_by("organization_id", "pk")
    )
    channels = {}
    for channel in found:
        channels.setdefault(channel.organization_id, []).append(_channel(channel))
    return channels


def _channel(channel):
    return {
        "network": channel.network,
        "url": channel.url,
        "title": channel.title,
        "doubts": [flag.kind for flag in channel.doubts],
        "followers": _followers(channel.counts[0]) if channel.counts else None,
    }


def _followers(count):
    return {
        "number": count.number,
        "qualifier": count.qualifier,
        "as_of": count.counted_on,
        "precision": count.precision,
    }

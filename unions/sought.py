"""What the search finds of organizations and of people in public posts."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override, pgettext_lazy

from mediacenter.services.search.kinds import (
    Facet,
    Kind,
    Shown,
    Written,
    declare,
    declare_facet,
)
from mediacenter.toolkit.language import LANGUAGES, in_each, spelled

from .models import Appointment, Organization, OrganizationKind, Person, Region

NAMES = in_each("name", "short_name")


def places_of(organizations):
    """{key: {"region": key or None, "union": key of the industry union above, or None}}."""
    steps = Organization.steplen
    above = {
        path[:length]
        for path in organizations.values()
        for length in range(steps, len(path) + 1, steps)
    }
    known = Organization.objects.filter(
        Q(kind=OrganizationKind.INDUSTRY_UNION) | Q(region__isnull=False), path__in=above
    )
    unions, regions = {}, {}
    for key, path, kind, region in known.order_by().values_list("pk", "path", "kind", "region"):
        if kind == OrganizationKind.INDUSTRY_UNION:
            unions[path] = key
        if region:
            regions[path] = region
    return {
        key: {"region": nearest(path, regions), "union": nearest(path, unions)}
        for key, path in organizations.items()
    }


def nearest(path, known):
    """What is known of the organization at a path, or of the nearest above it."""
    for length in range(len(path), 0, -Organization.steplen):
        if path[:length] in known:
            return known[path[:length]]
    return None


def written_organizations(keys):
    organizations = list(Organization.objects.filter(pk__in=keys).order_by())
    places = places_of({one.pk: one.path for one in organizations})
    for one in organizations:
        for language in LANGUAGES:
            yield Written(
                record=one.pk,
                language=language,
                title=spelled(one, "name", language) or one.slug,
                text=spelled(one, "short_name", language),
                also=" ".join(filter(None, (getattr(one, name) for name in NAMES))),
                **places[one.pk],
            )


def shown_organizations(keys, language):
    found = Organization.objects.filter(pk__in=keys).order_by()
    with override(language):
        return {
            one.pk: Shown(
                spelled(one, "name", language) or one.slug,
                one.get_absolute_url(),
                one.get_kind_display(),
            )
            for one in found
        }


def public_posts():
    return Appointment.objects.for_reading().filter(organization__closed_on__isnull=True)


def written_people(keys):
    posts = list(
        Appointment.objects.filter(pk__in=keys, is_public=True).select_related(
            "person", "organization"
        )
    )
    places = places_of({one.organization_id: one.organization.path for one in posts})
    for one in posts:
        for language in LANGUAGES:
            yield Written(
                record=one.pk,
                language=language,
                title=spelled(one.person, "name", language),
                text=" ".join(
                    (spelled(one, "post", language), spelled(one.organization, "name", language))
                ),
                since=one.starts_on and midnight(one.starts_on),
                until=one.ends_on and midnight(one.ends_on + dt.timedelta(days=1)),
                **places[one.organization_id],
            )


def midnight(day):
    """The moment at which a day begins here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def shown_people(keys, language):
    with override(language):
        return {
            one.pk: Shown(
                spelled(one.person, "name", language),
                one.organization.get_absolute_url(),
                f"{spelled(one, 'post', language)} · {one.organization}",
            )
            for one in public_posts().filter(pk__in=keys).select_related("organization")
        }


def names_of(records):
    return {one.pk: str(one) for one in records}


def declare_sought():
    declare(
        Kind(
            "organization",
            pgettext_lazy("kind of what is found", "Organizations"),
            Organization,
            written_organizations,
            shown_organizations,
        )
    )
    declare(
        Kind(
            "person",
            pgettext_lazy("kind of what is found", "People"),
            Appointment,
            written_people,
            shown_people,
            watches=(Person,),
        )
    )
    declare_facet(
        Facet(
            "region",
            pgettext_lazy("facet", "Region"),
            lambda keys: names_of(Region.objects.filter(pk__in=keys)),
        )
    )
    declare_facet(
        Facet(
            "union",
            pgettext_lazy("facet", "Industry union"),
            lambda keys: names_of(Organization.objects.filter(pk__in=keys).order_by()),
        )
    )

"""What was said, and where: rubrics, press, broadcasts, printed matter, subscriptions."""

from functools import lru_cache

from django.db import connection
from django.db.models import Count, F, Prefetch, Q, Sum, Value

from mediacenter.reports.collecting import SOMEWHERE
from mediacenter.reports.drilldown import counting, declared_in, in_register, silenced_by
from mediacenter.reports.indicators import REGISTRY
from publications.articles.models import Rubric
from publications.press.models import MediaPartnership, Outlet
from publications.printed.models import PrintedMatter, PrintedMatterKind, Subscription
from publications.social.models import SocialPost
from unions.models import Appointment, Person

from .shapes import LIST_ROWS, bounded, span, texts

POSTS_A_RUBRIC = 5
PUBLICATIONS, BROADCASTS = REGISTRY["press.publications"], REGISTRY["press.broadcasts"]
SUBSCRIPTIONS = REGISTRY["print.subscriptions"]


def facts(organization, year):
    in_subtree = {"organization__path__startswith": organization.path}
    return {
        "rubrics": _rubrics(organization, year),
        "outlets": bounded(_outlets(in_subtree, year), _outlet),
        "publications": _publications(organization, year),
        "broadcasts": _broadcasts(organization, year),
        "printed_kinds": _printed_kinds(in_subtree, year),
        "printed": bounded(_printed(organization, year), _printed_title),
        "subscriptions": bounded(_subscriptions(organization, year), _subscription),
        "subscribed_below": bounded(
            _subscribed_below(organization, year), lambda one: texts(one.outlet, "name")
        ),
    }


def _rubrics(organization, year):
    """The organization's rubrics open in the year, with the newest posts in each."""
    posts = {}
    for post in (
        SocialPost.objects.filter(organization=organization, rubric__isnull=False)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__year__lte=year))
        .order_by(F("starts_on").desc(nulls_last=True), "pk")[: LIST_ROWS * POSTS_A_RUBRIC]
    ):
        posts.setdefault(post.rubric_id, []).append(post.url)
    rubrics = (
        Rubric.objects.filter(Q(organization=organization) | Q(pk__in=posts))
        .filter(Q(opened_on__isnull=True) | Q(opened_on__year__lte=year))
        .filter(Q(closed_on__isnull=True) | Q(closed_on__year__gte=year))
        .order_by("pk")
    )
    return bounded(
        rubrics,
        lambda rubric: {
            "name": texts(rubric, "name"),
            "marks_memorable_dates": rubric.marks_memorable_dates,
            "posts": posts.get(rubric.pk, [])[:POSTS_A_RUBRIC],
        },
    )


def _outlets(in_subtree, year):
    """One partnership an outlet, whoever below has it."""
    return (
        MediaPartnership.objects.filter(**in_subtree)
        .filter(Q(first_year__isnull=True) | Q(first_year__lte=year))
        .filter(Q(last_year__isnull=True) | Q(last_year__gte=year))
        .select_related("outlet")
        .order_by("outlet_id", "pk")
        .distinct("outlet_id")
    )


def _outlet(partnership):
    outlet = partnership.outlet
    return {"name": texts(outlet, "name"), "kind": outlet.kind, "level": outlet.level}


def _publications(organization, year):
    """The publications that make the figures of three years, by outlet.

    `counted` is their number by year; what was declared instead has no outlet.
    """
    by_outlet, counted = {}, {}
    for outlet, publications, one in _counted_by_outlet(organization, year):
        by_outlet.setdefault(outlet, {})[one] = publications
        counted[one] = counted.get(one, 0) + publications
    listed = bounded(
        Outlet.objects.filter(pk__in=by_outlet).order_by("pk"),
        lambda outlet: {
            "name": texts(outlet, "name"),
            "level": outlet.level,
            "by_year": by_outlet[outlet.pk],
        },
    )
    return {**listed, "counted": counted}


def _counted_by_outlet(organization, year):
    """Rows of an outlet's key, its publications of a year, and that year, as text."""
    declared = declared_in(PUBLICATIONS, organization, (year - 2, year))
    statement, parameters = _statement_by_outlet(year, declared)
    here = {f"{SOMEWHERE.path}%": f"{organization.path}%"}
    with connection.cursor() as cursor:
        cursor.execute(statement, [here.get(value, value) for value in parameters])
        return cursor.fetchall()


@lru_cache(maxsize=64)  # to word the statement takes far longer than to ask it
def _statement_by_outlet(year, declared):
    first, *others = (
        counting(PUBLICATIONS, SOMEWHERE, (one, one), *silenced_by(declared, one))
        .order_by()
        .values_list("outlet_id")
        .annotate(publications=Count("pk"), in_year=Value(str(one)))
        for one in range(year - 2, year + 1)
    )
    return first.union(*others, all=True).query.sql_with_params()


def _broadcasts(organization, year):
    """The broadcasts of three years, in the order of their dates; the newest where cut."""
    newest = (
        in_register(BROADCASTS, organization, (year - 2, year))
        .select_related("outlet")
        .prefetch_related(
            Prefetch("speakers", Person.objects.order_by("sort_ru", "pk"), to_attr="heard"),
            Prefetch("heard__appointments", Appointment.objects.public(), to_attr="posts"),
        )
        .order_by("-starts_on", "-pk")
    )
    found = bounded(newest, _broadcast)
    found["rows"].reverse()
    return found


def _broadcast(broadcast):
    return {
        **span(broadcast),
        "outlet": texts(broadcast.outlet, "name"),
        "kind": broadcast.outlet.kind,
        "level": broadcast.outlet.level,
        "programme": broadcast.programme,
        "topic": texts(broadcast, "topic"),
        "url": broadcast.url,
        "speakers": [texts(person, "name") for person in broadcast.heard],
        "speakers_post": texts(broadcast, "speakers_post"),
        **_own_posts(broadcast),
    }


def _own_posts(broadcast):
    """Each speaker's post on the day, from the public appointments; nothing where `speakers_post`
    says it of all, or none is known."""
    if any(texts(broadcast, "speakers_post").values()) or broadcast.ends_on is None:
        return {}
    posts = [
        next((texts(one, "post") for one in speaker.posts if one.holds_on(broadcast.ends_on)), {})
        for speaker in broadcast.heard
    ]
    return {"speakers_posts": posts} if any(posts) else {}


def _printed_kinds(in_subtree, year):
    """The kinds of printed matter of the year, with the copies where these are stated."""
    found = (
        PrintedMatter.objects.filter(**in_subtree, ends_on__year=year)
        .order_by()
        .values("kind")
        .annotate(copies_in_all=Sum("copies"))
    )
    rows = [{"kind": row["kind"], "copies": row["copies_in_all"]} for row in found]
    place = {kind: number for number, kind in enumerate(PrintedMatterKind.values)}
    return sorted(rows, key=lambda row: place.get(row["kind"], len(place)))


def _printed(organization, year):
    titled = Q(title_kk__gt="") | Q(title_ru__gt="") | Q(title_en__gt="")
    return PrintedMatter.objects.filter(
        titled, organization=organization, ends_on__year=year
    ).order_by("starts_on", "pk")


def _printed_title(printed):
    return {"kind": printed.kind, "title": texts(printed, "title"), "copies": printed.copies}


def _subscriptions(organization, year):
    return (
        Subscription.objects.filter(organization=organization, year__range=(year - 2, year))
        .select_related("outlet")
        .order_by("outlet_id", "year")
    )


def _subscribed_below(organization, year):
    """One subscription of the year for each outlet that only organizations below take."""
    own = Subscription.objects.filter(organization=organization, year=year)
    return (
        in_register(SUBSCRIPTIONS, organization, (year, year))
        .exclude(outlet__in=own.values("outlet"))
        .select_related("outlet")
        .order_by("outlet_id")
    )


def _subscription(subscription):
    return {
        "outlet": texts(subscription.outlet, "name"),
        "year": subscription.year,
        "copies": subscription.copies,
    }

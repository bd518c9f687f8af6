"""From a figure back to its records, by the rules of the roll-up (rolling_up.py)."""

from dataclasses import dataclass

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left
from django.utils.translation import get_language

from mediacenter.reports.collecting import identity, touching
from mediacenter.reports.indicators import Indicator, Latest, Stays, Sum
from mediacenter.reports.models import Figure, Scope
from mediacenter.reports.rolling_up import STEP
from publications.articles.models import ArticleText


@dataclass(frozen=True)
class Drilldown:
    """`records` that count, one for each thing, in the order of the tree; `declared` Figures that
    stand above the counts of their organizations, from the top of the tree down."""

    records: QuerySet | None
    declared: QuerySet


def drill_down(indicator: Indicator, organization, year) -> Drilldown:
    """Return what makes the figure of an organization with everything below it."""
    declared = _declared(indicator, organization, (year, year))
    silenced, whole = silenced_by(_places(declared), year)
    speaking = below_none(declared, "organization__path", whole)
    records = None
    if indicator.counted_from is not None:
        records = counting(indicator, organization, (year, year), silenced, whole)
    return Drilldown(
        records, speaking.select_related("organization", "author").order_by("organization__path")
    )


def declared_in(indicator, organization, years):
    """Where figures were declared in a pair of years, first and last: what `silenced_by` takes."""
    return _places(_declared(indicator, organization, years))


def _declared(indicator, organization, years):
    return Figure.objects.filter(
        indicator=indicator.code,
        year__range=years,
        number__isnull=False,
        **reach(indicator, organization, "organization__path"),
    )


def _places(figures):
    return tuple(figures.order_by("pk").values_list("year", "organization__path", "scope"))


def silenced_by(declared, year):
    """Paths of the organizations whose records do not count in a year, and of those among them
    that speak for all below."""
    paths = [(path, scope) for its_year, path, scope in declared if its_year == year]
    return [path for path, _scope in paths], [
        path for path, scope in paths if scope == Scope.SUBTREE
    ]


def reach(indicator, organization, path):
    """The lookup of what adds to the organization's figure."""
    lookup = path if isinstance(indicator.adds_up, Stays) else f"{path}__startswith"
    return {lookup: organization.path}


def in_register(indicator, organization, years):
    """What the registers hold of a pair of years, first and last, one for each thing.

    Where a figure was declared this is not what makes it; see `drill_down`.
    """
    return counting(indicator, organization, years, [], [])


def counting(indicator, organization, years, silenced, whole):
    """The records of the organizations that declare nothing instead."""

    def of(source):
        records = touching(source, years, organization)
        records = records.filter(**reach(indicator, organization, source.path))
        if source.amount:
            records = records.filter(**{f"{source.amount}__isnull": False})
        if silenced:
            records = records.exclude(**{f"{source.path}__in": silenced})
        return below_none(records, source.path, whole)

    records = of(indicator)
    if indicator.shared is not None:
        shares = of(indicator.shared).values(indicator.jointly.record)
        everywhere = indicator.counted_from.filter(indicator.year.touching(*years)).order_by()
        records = everywhere.filter(Q(pk__in=records.values("pk")) | Q(pk__in=shares))
    return one_a_thing(indicator, records).order_by(indicator.path, "-pk")


def below_none(records, path, whole):
    """Without what lies below a figure that speaks for its whole subtree."""
    for length in sorted({len(barrier) for barrier in whole}):
        barriers = [barrier for barrier in whole if len(barrier) == length]
        name = f"up_to_{length // STEP}"
        records = records.alias(**{name: Left(path, length)}).exclude(
            ~Q(**{f"{path}__in": barriers}), **{f"{name}__in": barriers}
        )
    return records


def one_a_thing(indicator, records):
    """Of records that count once together the first, in the reader's language where there is one;
    of counts that follow one another the last."""
    match indicator.adds_up:
        case Sum(distinct=str()):
            # annotated first: values() of an expression groups a translated model by its key, too
            things = records.annotate(its_identity=identity(indicator.adds_up))
            firsts = things.values("its_identity").annotate(first=first_for_reader(records.model))
            firsts = firsts.values("first")
            return with_dates(indicator, records, firsts)
        case Latest(at=at):
            with_owner = records.alias(
                its_path=F(indicator.path), its_identity=identity(indicator.adds_up)
            )
            later = with_owner.filter(
                its_path=OuterRef("its_path"),
                its_identity=OuterRef("its_identity"),
                **{f"{at}__gt": OuterRef(at)},
            )
            return with_owner.exclude(Exists(later))
        case _:
            return records


def with_dates(indicator, records, keys):
    """The records of these keys, each once, with the dates that were computed of their partners."""
    found = records.model._base_manager.filter(pk__in=keys)
    dates = indicator.computed_dates
    same = records.filter(pk=OuterRef("pk")).order_by(*dates)
    return found.annotate(**{date: Subquery(same.values(date)[:1]) for date in dates})


def first_for_reader(model):
    first = Min("pk")
    if model is ArticleText:
        return Coalesce(Min("pk", filter=Q(language=get_language())), first)
    return first

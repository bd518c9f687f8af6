"""Figures × organizations × years, from the table that is kept counted."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, FilteredRelation, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from mediacenter.reports.collecting import DOUBTS
from mediacenter.reports.models import RolledUp
from mediacenter.services.printing import blocks

from .scope import added_up

MOST_COLUMNS = 36  # on a page; the workbook holds all


@dataclass(frozen=True)
class Cell:
    """`number` None: nobody states it. `share` of the largest number of its column, in percent."""

    number: int | None
    words: str
    share: int = 0


@dataclass(frozen=True)
class Pivot:
    """`columns` of (Indicator, year); `heads` of an Indicator and its years; `rows` of an
    organization and a Cell for each column, `together` the Cells of the organization above."""

    heads: list
    rows: list
    together: list
    is_cut: bool


def ordered(organizations, indicators, year, order):
    """Organizations in the order of the tree, or by the first figure; None comes last."""
    if order == "tree":
        return organizations.order_by("path")
    number = KeyTextTransform("0", KeyTransform(indicators[0].code, "rolled__figures"))
    found = organizations.annotate(
        rolled=FilteredRelation("rolled_up", condition=Q(rolled_up__year=year))
    ).annotate(first=Cast(number, BigIntegerField()))
    first = F("first")
    by_number = first.desc(nulls_last=True) if order == "most" else first.asc(nulls_last=True)
    return found.order_by(by_number, "path")


def pivot_of(organization, organizations, indicators, years):
    """The Pivot of a page of organizations below one; two statements, or three."""
    shown = indicators[: MOST_COLUMNS // len(years)]
    rolled = figures_by_organization(organizations, years)
    whole = whole_of(organization, years)
    columns = [(indicator, year) for indicator in shown for year in years]
    largest = [
        max((number_of(rolled, one.pk, column) or 0 for one in organizations), default=0)
        for column in columns
    ]
    return Pivot(
        heads=[{"indicator": indicator, "years": years} for indicator in shown],
        rows=[
            {
                "organization": one,
                "cells": [
                    cell_of(rolled, one.pk, column, most)
                    for column, most in zip(columns, largest, strict=True)
                ],
            }
            for one in organizations
        ],
        together=[cell_of(whole, organization.pk, column, 0) for column in columns],
        is_cut=len(shown) < len(indicators),
    )


def figures_by_organization(organizations, years):
    """{(key of an organization, year): RolledUp}."""
    found = RolledUp.objects.filter(
        organization__in=[one.pk for one in organizations], year__in=years
    )
    return {(one.organization_id, one.year): one for one in found}


def whole_of(organization, years):
    """{(its key, year): RolledUp} of an organization with everything below it."""
    sums = {year: {} for year in years}
    for one in RolledUp.objects.filter(organization__in=added_up(organization), year__in=years):
        for code, stated in one.figures.items():
            sums[one.year][code] = sum_of(sums[one.year].get(code), stated)
    return {(organization.pk, year): RolledUp(figures=figures) for year, figures in sums.items()}


def sum_of(one, other):
    """Of two [number, qualifier, how many state it]; the first may be None."""
    if one is None:
        return other
    doubt = DOUBTS.index(one[1]) | DOUBTS.index(other[1])
    return [one[0] + other[0], DOUBTS[doubt], one[2] + other[2]]


def number_of(rolled, key, column):
    indicator, year = column
    found = rolled.get((key, year))
    return found and found.number(indicator.code)


def cell_of(rolled, key, column, largest):
    indicator, year = column
    found = rolled.get((key, year))
    number = found and found.number(indicator.code)
    if number is None:
        return Cell(None, "—")
    share = round(100 * number / largest) if largest else 0
    return Cell(number, str(indicator.say(number, found.qualifier(indicator.code))), share)


def chart_of(pivot, title):
    """The first figure of all together by year, as a block that reports draw; None of one year."""
    head = pivot.heads[0]
    years, cells = head["years"], pivot.together[: len(head["years"])]
    if len(years) < 2 or not any(cell.number for cell in cells):
        return None
    name = str(head["indicator"].name)
    told = "; ".join(f"{year}: {cell.words}" for year, cell in zip(years, cells, strict=True))
    return blocks.chart(
        "bar",
        f"{name}. {title}",
        alt=f"{name}. {told}",
        unit=str(head["indicator"].unit),
        categories=[str(year) for year in years],
        series=[(name, [cell.number for cell in cells], [cell.words for cell in cells], [])],
    )

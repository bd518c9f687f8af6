"""Shapes that several answers share."""

from datetime import date

from ninja import Schema
from pydantic import Field

from mediacenter.toolkit.structured import absolute


class Named(Schema):
    slug: str
    name: str


class Number(Schema):
    """A count as its source gives it. Where nobody stated one there is null, which is not 0."""

    value: int
    qualifier: str = Field(description="`exact`, `more_than`, `less_than` or `about`.")


class Days(Schema):
    starts_on: date | None
    ends_on: date | None
    precision: str = Field(
        description="How far the days are known: `day`, `month`, `year`, `day_month`."
    )


def named(record):
    return record and {"slug": record.slug, "name": record.name}


def number_of(quantity):
    """The Number of a Quantity (toolkit/quantity.py), or None."""
    if quantity is None or quantity.number is None:
        return None
    return {"value": quantity.number, "qualifier": quantity.qualifier}


def page_address(record):
    return absolute(record.get_absolute_url())

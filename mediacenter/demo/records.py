"""Enters the tables of a content file as records: [["room.model"]] with its fields.

A relation is named by the key of the record that it leads to. `when` is a day, a year, a pair of
years, "--MM-DD" for a day whose year nobody tells, or a number of days from the loading ("+20",
"-3"), as any date may be, or a pair of these. A seminar so many days from the loading moves past a
weekend.
[default."room.model"] holds for all of them.
"""

import datetime as dt
import re

from django.apps import apps
from django.db.models import DateField
from django.utils import timezone

from mediacenter.reports.actions.figures import declare_figure
from mediacenter.reports.actions.narrative import write_narrative
from mediacenter.toolkit.date_limits import UNKNOWN_YEAR
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.links import normalize
from publications.articles.actions.accrediting import accredit
from publications.articles.models import Accreditation
from unions.actions import count_followers

from .content import columns, read


def write_texts(*, text, section, **report):
    """The text of a section, {language: text}."""
    for language, words in text.items():
        write_narrative(**report, language=language, texts={section: words})


VERBS = {
    "reports.sectiontext": write_texts,
    "reports.figure": declare_figure,
    "unions.followercount": count_followers,
    "publications.accreditation": lambda **fields: accredit(accreditation=Accreditation(**fields)),
}
FROM_TODAY = re.compile(r"[+-]\d+")
ON_WORKING_DAYS = {"training.seminar"}
SATURDAY = 5


def load_records(cast, name):
    """Enter all records of content/<name>.toml, in its order."""
    content = read(name)
    for label, tables in content.items():
        if label != "default":
            common = content.get("default", {}).get(label, {})
            for table in tables:
                enter(cast, label, {**common, **table})


def enter(cast, label, table):
    model = apps.get_model(label)
    fields, many = {}, {}
    for name, value in table.items():
        if name in ("key", "when"):
            continue
        field = model._meta.get_field(name)
        if field.many_to_many:
            many[name] = [cast.find(field.related_model, key) for key in value]
        elif field.is_relation:
            fields[name] = cast.find(field.related_model, value)
        elif isinstance(field, DateField) and is_from_today(value):
            fields[name] = from_today(value)
        else:
            fields[name] = value
    if label in VERBS:
        VERBS[label](**fields)
        return
    if link := fields.get("entered") or fields.get("url"):
        fields["url"] = normalize(link)
    when = span(table.get("when"))
    if label in ON_WORKING_DAYS and is_from_today(table.get("when")):
        when = one_day(past_weekend(when["starts_on"]), Precision.DAY)
    record = model.objects.create(**columns(fields), **when)
    for name, others in many.items():
        getattr(record, name).set(others)
    if "key" in table:
        cast.keep(table["key"], record)


def span(when):
    """Return the columns of a Dated record."""
    match when:
        case None:
            return {}
        case dt.date():
            return one_day(when, Precision.DAY)
        case int(year):
            return years(year, year)
        case [str(first), str(last)]:
            span = {"starts_on": from_today(first), "ends_on": from_today(last)}
            return {**span, "precision": Precision.DAY}
        case [first, last]:
            return years(first, last)
        case str() if is_from_today(when):
            return one_day(from_today(when), Precision.DAY)
        case str():
            day = dt.date.fromisoformat(when.replace("-", f"{UNKNOWN_YEAR:04}", 1))
            return one_day(day, Precision.DAY_OF_UNKNOWN_YEAR)


def is_from_today(value):
    return isinstance(value, str) and FROM_TODAY.fullmatch(value) is not None


def from_today(days):
    return timezone.localdate() + dt.timedelta(days=int(days))


def past_weekend(day):
    """The day itself, or the Monday after it."""
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def one_day(day, precision):
    return {"starts_on": day, "ends_on": day, "precision": precision}


def years(first, last):
    return {
        "starts_on": dt.date(first, 1, 1),
        "ends_on": dt.date(last, 12, 31),
        "precision": Precision.YEAR,
    }

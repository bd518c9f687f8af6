"""Tells the records behind a figure: what, when, whose, where each opens."""

from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format

from mediacenter.outreach.models import Visit
from mediacenter.reports.indicators import AtYearEnd, During, Indicator, InYear, On
from mediacenter.services.printing.printable import safe_url
from mediacenter.toolkit.quantity import Qualifier, say
from publications.articles.models import Accreditation, ArticleText, Correction
from publications.press.models import Coverage, MediaContact, MediaPartnership
from publications.printed.models import LibraryDocument, NewspaperIssue, Subscription
from publications.social.models import SocialPost
from training.models import Seminar, SeminarFigure
from unions.access import GRANTS
from unions.models import Channel, FollowerCount, Organization

# What a reader opens of a record that counts, where it is not the record itself.
OPENED = {
    Accreditation: "journalist",
    ArticleText: "article",
    Correction: "text__article",
    FollowerCount: "channel",
    MediaContact: "journalist",
    SeminarFigure: "seminar",
    Seminar.audience.through: "seminar",
}
# What the name of a record is made of.
NAMED_BY = {
    Coverage: ["outlet"],
    MediaPartnership: ["outlet"],
    NewspaperIssue: ["outlet"],
    Subscription: ["outlet"],
    Visit: ["visited"],
}


@dataclass(frozen=True)
class Row:
    """`name` is "" where the reader's posts do not reach the record; so are the addresses.

    `language` is that of the name, where it is not the reader's for certain.
    """

    name: str
    when: str
    organization: Organization
    number: str
    admin_url: str = ""
    public_url: str = ""
    language: str = ""


def keys_of(indicator: Indicator, records):
    """Return the keys of a QuerySet of `drill_down`, possibly sliced, in its order.

    With each go the dates that were computed. The keys alone: whole texts would be carried through
    the sorting of all.
    """
    return {key: dates for key, *dates in records.values_list("pk", *indicator.computed_dates)}


def rows_of(indicator: Indicator, model, keys, user):
    """Return the Rows of a page of records, told by `keys_of`, in a fixed number of statements."""
    related = {indicator.organization, OPENED.get(model, ""), *NAMED_BY.get(model, ())} - {""}
    dates = indicator.computed_dates
    by_key = model._base_manager.select_related(*related).in_bulk(keys)
    found = [by_key[key] for key in keys if key in by_key]
    for record in found:
        vars(record).update(zip(dates, keys[record.pk], strict=True))
    opened = [follow(record, OPENED.get(model, "")) for record in found]
    visible = seen_by(user, opened)
    return [
        row(indicator, record, leads_to, leads_to.pk in visible)
        for record, leads_to in zip(found, opened, strict=True)
    ]


def follow(record, lookup):
    for step in filter(None, lookup.split("__")):
        record = getattr(record, step)
    return record


def seen_by(user, records):
    """The keys of those that the user's roles reach."""
    if not records:
        return set()
    model = type(records[0])
    shown = model._default_manager.filter(pk__in={record.pk for record in records})
    granted = GRANTS.get(model)
    if granted is not None:
        shown = granted.reached(shown, user)
    elif not user.is_superuser:
        return set()
    return set(shown.order_by().values_list("pk", flat=True))


def row(indicator, record, leads_to, is_visible):
    return Row(
        name=named(record, leads_to) if is_visible else "",
        when=when(indicator, record, leads_to),
        organization=follow(record, indicator.organization),
        number=amount(indicator, record),
        admin_url=admin_address(leads_to) if is_visible else "",
        public_url=public_address(record, leads_to) if is_visible else "",
        language=record.language if isinstance(record, ArticleText) else "",
    )


def named(record, leads_to):
    match record:
        case Coverage():
            return ": ".join(filter(None, [str(record.outlet), record.title or record.topic]))
        case ArticleText() | MediaContact() | Correction():
            return str(record)
        case _:
            return str(leads_to)


def when(indicator, record, leads_to):
    for dated in (record, leads_to):
        if hasattr(dated, "when"):
            return dated.when
    match indicator.year:
        case On(field):
            happened = follow(record, field)
            return date_format(happened, "DATE_FORMAT") if happened else ""
        case InYear(field):
            return str(follow(record, field) or "")
        case During(since, until) | AtYearEnd(since, until):
            days = [follow(record, since), follow(record, until)]
            written = [date_format(day, "SHORT_DATE_FORMAT") if day else "…" for day in days]
            return " – ".join(written) if any(days) else ""
        case _:
            return ""


def amount(indicator, record):
    """ "more than 30"; "" where each record counts as one."""
    if indicator.amount is None:
        return ""
    qualifier = Qualifier.EXACT
    if indicator.qualifier:
        qualifier = follow(record, indicator.qualifier)
    return say(follow(record, indicator.amount), qualifier)


def admin_address(record):
    if admin.site.is_registered(type(record)):
        opts = record._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    return ""


def public_address(record, leads_to):
    """Where the public reads it: on the portal, or where it was published; "" nowhere."""
    match record, leads_to:
        case (ArticleText(), _):
            return record.get_absolute_url()
        case (Coverage() | SocialPost() | Channel(), _) | (_, Channel()):
            return (leads_to.url and safe_url(leads_to.url)) or ""
        case (_, LibraryDocument()) if not leads_to.is_published:
            return ""
        case (_, Seminar() | LibraryDocument()):
            return leads_to.get_absolute_url()
        case _:
            return ""

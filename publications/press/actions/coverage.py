"""Coverage: what others said about an organization, entered once however many enter it."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit import links
from publications.press.models import Coverage, Outlet
from unions.saving import may_be_saved

from .joint import ask_again_if_changed
from .pasted import Entered, lines_of

MOST_LINKS = 200


class DuplicateCoverage(ValidationError):
    """The same piece seems to be there already; `duplicates` are the records."""

    def __init__(self, duplicates):
        self.duplicates = duplicates
        super().__init__(list(map(duplicate_warning, duplicates)), code="duplicate")


@transaction.atomic
def save_coverage(*, coverage, by=None, despite_duplicates=False):
    """Store a new or changed piece of coverage; its link becomes the canonical one.

    Raises DuplicateCoverage where the same link, or the same outlet, date and title, has been
    entered, unless `despite_duplicates`; NotALink; PermissionDenied.
    """
    is_new = may_be_saved(coverage, by)
    before = None if is_new else Coverage.objects.get(pk=coverage.pk)
    if coverage.url:
        coverage.url = links.normalize(coverage.url)
    if not despite_duplicates:
        refuse_duplicates(coverage)
    coverage.save()
    log(by, "coverage.entered" if is_new else "coverage.changed", coverage)
    if before:
        ask_again_if_changed(before, coverage, by=by)
    return coverage


def refuse_duplicates(coverage):
    """Raise DuplicateCoverage where a piece looks entered already; within a transaction.

    Whoever enters a piece of the same outlet at the same moment waits for its end, and sees it.
    """
    Outlet.objects.select_for_update(no_key=True).get(pk=coverage.outlet_id)
    found = Coverage.objects.duplicates_of(coverage).select_related("outlet", "organization")
    duplicates = list(found[:3])
    if duplicates:
        raise DuplicateCoverage(duplicates)


def duplicate_warning(duplicate):
    return _(
        "This seems to be entered already: %(outlet)s, %(when)s, “%(title)s”, by %(organization)s. "
        "A joint publication is entered once, with the others named in it."
    ) % {
        "outlet": duplicate.outlet,
        "when": duplicate.when,
        "title": duplicate.title or duplicate.topic or duplicate.url,
        "organization": duplicate.organization,
    }


def enter_links(
    *,
    organization,
    medium,
    when,
    text,
    outlet=None,
    tone="",
    article=None,
    by=None,
    despite_duplicates=False,
):
    """Enter a piece of coverage for each line: a link, and its title after it if known.

    `when` is (starts_on, ends_on, precision). Without `outlet` each goes to the one whose own
    link has the same site. A refused line holds up no other. Returns Entered.
    """
    lines = lines_of(text, most=MOST_LINKS)
    by_site = {} if outlet else outlets_by_site()
    entered = Entered()
    for line in lines:
        link, _space, title = line.partition(" ")
        starts_on, ends_on, precision = when
        coverage = Coverage(
            organization=organization,
            medium=medium,
            tone=tone,
            article=article,
            title=title.strip(" –—-\t"),
            starts_on=starts_on,
            ends_on=ends_on,
            precision=precision,
        )
        try:
            refuse_long(coverage, "title")
            coverage.url = links.normalize(link)
            coverage.outlet = outlet or outlet_of(coverage.url, by_site)
            entered.saved.append(
                save_coverage(coverage=coverage, by=by, despite_duplicates=despite_duplicates)
            )
        except ValidationError as refusal:
            entered.refuse(line, refusal)
    return entered


def outlets_by_site():
    """{site: Outlet, or None where several outlets share it}."""
    found = {}
    for outlet in Outlet.objects.exclude(url="").order_by("pk"):
        site = site_of(outlet.url)
        found[site] = None if site in found else outlet
    return found


def outlet_of(link, by_site):
    outlet = by_site.get(site_of(link))
    if outlet is None:
        raise ValidationError(
            _("No outlet with the site %(site)s is in the register. Choose the outlet."),
            params={"site": site_of(link)},
        )
    return outlet


def site_of(link):
    return (urlsplit(link).hostname or "").removeprefix("www.")


def refuse_long(record, name):
    """Refuse what would not fit into a column, rather than cut it."""
    field = record._meta.get_field(name)
    field.run_validators(getattr(record, name))

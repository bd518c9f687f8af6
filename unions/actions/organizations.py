"""The life of organizations: opened, renamed, moved; recorded, not overwritten."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.alphabetical import LANGUAGES
from mediacenter.toolkit.language import slug_for
from unions.access import require
from unions.locks import hold_tree
from unions.models import Organization, OrganizationEvent, OrganizationName
from unions.models.organization import EventKind

from .order_of_events import founding_after, moves_after, refuse_before, refuse_future


@transaction.atomic
def open_organization(
    *, kind, names, parent=None, by=None, opened_on=None, decision="", slug="", **particulars
):
    """Enter an organization below `parent`, at the root without one, with its first dated name.

    `names`: {"name_kk": …, "short_name_ru": …}; at least one name. `particulars`: region, address
    and the like, by field. Raises ValidationError, for a day that lies ahead too.
    """
    hold_tree()
    refuse_future(opened_on)
    organization = Organization(
        kind=kind, **spelled(names), founded_on=opened_on, slug=slug, **particulars
    )
    if parent is not None:
        parent = Organization.objects.get(pk=parent.pk)
        refuse_closed(parent)
        require(by, "add", parent)
    elif by is not None and not by.is_superuser:
        raise ValidationError(_("Choose the parent organization."), code="parent")
    if not slug:
        organization.slug = free_slug(names)
    refuse_unreadable(organization, particulars)
    if parent is None:
        Organization.objects.add_root(instance=organization)
    else:
        Organization.objects.add_child(parent, instance=organization)
    OrganizationName.objects.create(
        organization=organization, valid_from=opened_on, **spelled(names)
    )
    if opened_on:
        record(organization, EventKind.FOUNDED, opened_on, decision)
    log(by, "organization.opened", organization, decision=decision)
    return organization


@transaction.atomic
def describe_organization(*, organization, by=None, **particulars):
    """Change what is told of an organization beside its name and place: contacts, region, address.

    `particulars` by field; a translated one by its columns (hours_kk). Raises ValidationError.
    """
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    require(by, "change", organization)
    changed = [name for name, value in particulars.items() if getattr(organization, name) != value]
    for name in changed:
        setattr(organization, name, particulars[name])
    refuse_unreadable(organization, changed)
    if changed:
        organization.save(update_fields=changed)
        log(by, "organization.particulars_changed", organization, fields=sorted(changed))
    return organization


@transaction.atomic
def rename_organization(*, organization, names, renamed_on, by=None, decision=""):
    """Give an organization another name from a day on; the former stays on record.

    Raises ValidationError: it has this name; the day lies ahead, outside its life, or not after the
    beginning of the name in force.
    """
    hold_tree()
    organization = Organization.objects.get(pk=organization.pk)
    require(by, "change", organization)
    refuse_future(renamed_on)
    refuse_before(renamed_on, founding_after(organization, renamed_on))
    refuse_after_closing(organization, renamed_on)
    if all(getattr(organization, column) == name for column, name in spelled(names).items()):
        raise ValidationError(_("This is its name already."), code="same")
    former = organization.names.get(valid_until=None)
    if former.valid_from and renamed_on <= former.valid_from:
        raise ValidationError(
            _("The name in force was given later, on %(day)s."),
            code="order",
            params={"day": date_format(former.valid_from)},
        )
    former.valid_until = renamed_on - dt.timedelta(days=1)
    former.save(update_fields=["valid_until"])
    OrganizationName.objects.create(
        organization=organization, valid_from=renamed_on, **spelled(names)
    )
    for column, name in spelled(names).items():
        setattr(organization, column, name)
    organization.save()
    record(organization, EventKind.RENAMED, renamed_on, decision)
    log(
        by,
        "organization.renamed",
        organization,
        former=former.name_ru or former.name_kk,
    )
    return organization


@transaction.atomic
def move_organization(*, organization, parent, by=None, moved_on=None, decision=""):
    """Put an organization, with all below it, under another parent.

    Raises ValidationError: the parent is closed, lies below it or is the parent already; the day
    lies ahead or before the founding of either or the last move.
    """
    hold_tree()
    organization = Organization.objects.get(pk=organization.pk)
    parent = Organization.objects.get(pk=parent.pk)
    require(by, "change", organization)
    require(by, "add", parent)
    former = Organization.objects.get_parent(organization)
    refuse_future(moved_on)
    refuse_closed(parent)
    if parent.path.startswith(organization.path):
        raise ValidationError(_("An organization cannot be its own parent."), code="below")
    if parent == former:
        raise ValidationError(_("It is already there."), code="same")
    on = moved_on or timezone.localdate()
    refuse_before(
        on,
        founding_after(organization, on),
        founding_after(parent, on),
        moves_after(organization, on),
    )
    put_below(organization, parent)
    record(organization, EventKind.MOVED, moved_on, decision, other=former)
    log(by, "organization.moved", organization, to=parent.slug)
    organization.refresh_from_db()
    return organization


def put_below(organization, parent):
    organization.refresh_from_db(fields=["path", "depth", "numchild"])
    parent.refresh_from_db(fields=["path", "depth", "numchild"])
    Organization.objects.move(organization, parent, pos="last-child")


def record(organization, kind, on, decision, other=None, **particulars):
    return OrganizationEvent.objects.create(
        organization=organization,
        kind=kind,
        happened_on=on or timezone.localdate(),
        decision=decision,
        other=other,
        **particulars,
    )


def spelled(names):
    """The name columns of a dict, stripped, None where nothing stands. Raises ValidationError."""
    columns = [f"{kind}_{language}" for kind in ("name", "short_name") for language in LANGUAGES]
    found = {column: (names.get(column) or "").strip() or None for column in columns}
    if not any(found[f"name_{language}"] for language in LANGUAGES):
        raise ValidationError(_("Enter its name."), code="name")
    return found


def free_slug(names):
    name = next(
        names[f"name_{language}"] for language in LANGUAGES if names.get(f"name_{language}")
    )
    return slug_for(
        name, taken=lambda slug: Organization.objects.filter(slug=slug).exists(), max_length=120
    )


def refuse_unreadable(organization, names):
    """Clean these fields, which brings phones to their one spelling. Raises ValidationError."""
    given = set(names)
    organization.clean_fields(exclude={field.name for field in organization._meta.fields} - given)


def refuse_closed(organization):
    if organization.closed_on:
        raise ValidationError(
            _("“%(organization)s” is closed."),
            code="closed",
            params={"organization": organization},
        )


def refuse_after_closing(organization, day):
    if organization.closed_on and day > organization.closed_on:
        raise ValidationError(
            _("It was closed on %(day)s."),
            code="order",
            params={"day": date_format(organization.closed_on)},
        )

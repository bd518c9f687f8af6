"""What is typed into a section of the page of a year and not saved, kept for its writer alone."""

from django.db import transaction

from mediacenter.reports.models import UnsavedSection
from mediacenter.toolkit.markup_bounds import too_long
from mediacenter.toolkit.permissions import demand


@transaction.atomic
def keep_unsaved_section(*, user, organization, year, section, edit_session, sequence, fields):
    """Keep what `user` has typed, {name: [values]}; what is older than its last is passed over.

    Raises PermissionDenied, and ValidationError for more than UnsavedSection.LONGEST.
    """
    demand(user, "reports.read_report", organization)
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > (
        UnsavedSection.LONGEST
    ):
        raise too_long(UnsavedSection.LONGEST)
    kept = {"edit_session": edit_session, "sequence": sequence, "fields": fields}
    works = UnsavedSection.objects.select_for_update(of=["self"])
    work, is_new = works.get_or_create(
        user=user, organization=organization, year=year, section=section, defaults=kept
    )
    is_older = work.edit_session == edit_session and work.sequence > sequence
    if not is_new and not is_older:
        for name, value in kept.items():
            setattr(work, name, value)
        work.save()
    return work


@transaction.atomic
def close_unsaved_section(*, user, organization, year, section, edit_session):
    """Forget what was typed; what its edit session sent before, and is late, is passed over."""
    UnsavedSection.objects.update_or_create(
        user=user,
        organization=organization,
        year=year,
        section=section,
        defaults={
            "edit_session": edit_session,
            "sequence": UnsavedSection.LAST,
            "fields": {},
        },
    )


def unsaved_sections(*, user, organization, year):
    """{section: UnsavedSection} of what waits for its writer."""
    found = UnsavedSection.objects.filter(user=user, organization=organization, year=year)
    return {one.section: one for one in found.exclude(fields={})}

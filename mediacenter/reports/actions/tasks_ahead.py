"""Tasks that an organization sets itself: words of its report, and followed up after it."""

from django.db import transaction

from mediacenter.reports.locks import refuse_locked, refuse_locked_task
from mediacenter.reports.models import TaskAhead
from mediacenter.services.journal.actions import log
from unions.access import require
from unions.actions import put_in_bin
from unions.deletion_registry import brings_back, deletes, locks_for_return
from unions.models import Organization
from unions.saving import may_be_saved


@transaction.atomic
def keep_task_ahead(*, task, by=None):
    """Store a new or changed TaskAhead.

    Raises PermissionDenied outside the reach, old or new, and ValidationError where the report that
    it stands in, or is to stand in, is past its collecting.
    """
    was = TaskAhead.objects.filter(pk=task.pk).first()
    lock_organizations({task.organization_id, was and was.organization_id})
    is_new = may_be_saved(task, by)
    refuse_locked_task(task)
    task.save()
    log(by, "record.entered" if is_new else "record.changed", task)
    return task


@deletes(TaskAhead)
@transaction.atomic
def delete_task_ahead(*, taskahead_id, by=None):
    """Put a task into the bin; return the BinEntry. Raises ValidationError where it is locked."""
    organization_id = TaskAhead.objects.values_list("organization", flat=True).get(pk=taskahead_id)
    lock_organizations({organization_id})
    task = TaskAhead.objects.select_for_update().get(pk=taskahead_id)
    require(by, "delete", task)
    refuse_locked(organization=task.organization, year=task.year)
    return put_in_bin(record=task, by=by, was=str(task))


@locks_for_return(TaskAhead)
def lock_place_of_task(entry):
    lock_organizations({row["organization_id"] for row in entry.rows[TaskAhead._meta.label]})


@brings_back(TaskAhead)
def refuse_locked_return(task, *, by):
    """Raises ValidationError where the report has gone on without it."""
    refuse_locked(organization=task.organization, year=task.year)


def lock_organizations(keys):
    found = Organization.objects.filter(pk__in=keys - {None}).order_by("pk")
    list(found.select_for_update(no_key=True))

"""What entries of the journal are about: the record by its name, and where it can be opened."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.text import Truncator

from mediacenter.toolkit.request_values import is_written_key

LONGEST_NAME = 80


@dataclass(frozen=True)
class RecordLink:
    name: str
    address: str


def links_of(entries, request, owner_relation):
    """Return {(key of the content type, key of the record): RecordLink}.

    Only of what is still there and what the reader may open; a part of a record, a text of an
    article say, leads to the record that `owner_relation(model)` names. At most three statements a
    kind, however many the entries.
    """
    keys, parts = defaultdict(set), defaultdict(list)
    for kind, model, written in written_keys(entries):
        if owner_relation(model):
            parts[model].append((kind, written))
        else:
            keys[model].add(written)
    owners = owners_of(parts, owner_relation)
    for owner, key in owners.values():
        keys[owner].add(key)
    found = {model: named(model, some, request) for model, some in keys.items()}
    links = {}
    for kind, model, written in written_keys(entries):
        at, key = owners.get((kind, written), (model, written))
        if link := found.get(at, {}).get(key):
            links[kind, written] = link
    return links


def written_keys(entries):
    for entry in entries:
        kind = ContentType.objects.get_for_id(entry.content_type_id)
        model = kind.model_class()
        if model and is_written_key(model, entry.object_id):
            yield kind.pk, model, entry.object_id


def owners_of(parts, owner_relation):
    """{(key of the content type, key of a part): (model, key of the record)}."""
    owners = {}
    for model, some in parts.items():
        relation = model._meta.get_field(owner_relation(model))
        written = {key: kind for kind, key in some}
        pairs = model._base_manager.filter(pk__in=written).values_list("pk", relation.attname)
        for key, owner in pairs:
            owners[written[str(key)], str(key)] = (relation.related_model, str(owner))
    return owners


def named(model, keys, request):
    """{key: RecordLink} of the records that the reader may open in the admin."""
    its_admin = admin.site._registry.get(model)
    if its_admin is None or not its_admin.has_view_permission(request):
        return {}
    records = its_admin.get_queryset(request).filter(pk__in=keys)
    if its_admin.list_select_related:
        records = records.select_related(*its_admin.list_select_related)
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return {
        str(record.pk): RecordLink(
            Truncator(str(record)).chars(LONGEST_NAME), reverse(page, args=[record.pk])
        )
        for record in records
    }

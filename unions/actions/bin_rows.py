"""Rows of tables as JSON and back, by PostgreSQL itself: every type comes back as it was."""

import json

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import FileField, QuerySet, SlugField
from django.utils.translation import gettext as _

from mediacenter.toolkit.races import refused_in_words


def rows_of(collector, without):
    """What a collector would delete: {"room.Model": [{column: value}]}, a statement a table."""
    keys = {model: {row.pk for row in found} for model, found in collector.data.items()}
    for found in collector.fast_deletes:
        keys.setdefault(found.model, set()).update(found.values_list("pk", flat=True))
    return {
        model._meta.label: read(model, found)
        for model, found in keys.items()
        if found and model not in without
    }


def read(model, keys):
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    with connection.cursor() as cursor:
        rows = f"SELECT to_jsonb(t)::text FROM {table} t WHERE {key} = ANY(%s) ORDER BY {key}"  # noqa: S608
        cursor.execute(rows, [sorted(keys)])
        return [json.loads(row) for [row] in cursor.fetchall()]


def links_of(collector, rows):
    """What names one of the rows and will name nothing: [["room.Model", column, key, [keys]]]."""
    links = {}
    for (field, value), groups in collector.field_updates.items():
        deleted = {
            row[field.model._meta.pk.column] for row in rows.get(field.model._meta.label, ())
        }
        for row in (row for group in groups if value is None for row in each(group)):
            named = getattr(row, field.attname)
            if named is not None and row.pk not in deleted:
                place = (field.model._meta.label, field.column, named)
                links.setdefault(place, []).append(row.pk)
    return [[*place, keys] for place, keys in links.items()]


def each(group):
    return group if isinstance(group, QuerySet | list | tuple | set) else [group]


def files_in(rows):
    """The names of the files that the rows name."""
    return values_of(rows, FileField)


def delete_files(rows):
    """Delete the files that the rows name, except those that a stored record names by now."""
    for label, some in rows.items():
        model = apps.get_model(label)
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                names = {row.get(field.column) for row in some} - {"", None}
                named = model._base_manager.filter(**{f"{field.name}__in": names})
                for name in names - set(named.values_list(field.name, flat=True)):
                    field.storage.delete(name)


def slugs_in(rows):
    return values_of(rows, SlugField)


def values_of(rows, kind):
    found = {
        row[field.column]
        for label, some in rows.items()
        for field in apps.get_model(label)._meta.concrete_fields
        if isinstance(field, kind)
        for row in some
    }
    return sorted(found - {"", None})


def write(rows, *, label):
    """Put rows back into their tables; the record's own are those of the model `label`.

    A row that needs something that is gone stays away, with what hangs on it; what a row may do
    without, it does without. Raises ValidationError where the record needs it, or where a place is
    taken.
    """
    rows = {name: [dict(row) for row in some] for name, some in rows.items()}
    while stay_away(rows):
        pass
    if len(rows[label]) == 0:
        raise ValidationError(_("What this belonged to is gone; bring that back first."))
    with refused_in_words(), connection.cursor() as cursor:
        for name, some in rows.items():
            insert(cursor, apps.get_model(name), some)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def stay_away(rows):
    """Take out, or untie, what names something that is gone; whether any row was taken out."""
    taken_out = False
    for name, some in rows.items():
        for field in apps.get_model(name)._meta.concrete_fields:
            if not field.is_relation:
                continue
            gone = gone_from(field, some, rows)
            if field.null:
                for row in some:
                    if row.get(field.column) in gone:
                        row[field.column] = None
            elif gone:
                some[:] = [row for row in some if row.get(field.column) not in gone]
                taken_out = True
    return taken_out


def gone_from(field, some, rows):
    """The keys that the rows name by a relation and that are neither stored nor among `rows`."""
    named = {row.get(field.column) for row in some} - {None}
    target = field.related_model
    among = {row[target._meta.pk.column] for row in rows.get(target._meta.label, ())}
    asked = named - among
    if not asked:
        return set()
    return asked - set(target._base_manager.filter(pk__in=asked).values_list("pk", flat=True))


def insert(cursor, model, some):
    """Columns that the table has got since take their defaults, those it has lost are left out."""
    if not some:
        return
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    for field in fields:
        if field.column not in some[0]:
            default = field.get_db_prep_save(field.get_default(), connection)
            for row in some:
                row[field.column] = default
    table = quoted(model._meta.db_table)
    columns = ", ".join(quoted(field.column) for field in fields)
    read_back = f"SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)"  # noqa: S608
    cursor.execute(f"INSERT INTO {table} ({columns}) {read_back}", [json.dumps(some)])


def keys_tied(links, model):
    """The keys of the records of a model that tying will touch."""
    return [key for label, *_, keys in links if label == model._meta.label for key in keys]


def tie(links):
    """Let name the rows again what named them, where it names nothing else meanwhile."""
    for label, column, key, keys in links:
        model = apps.get_model(label)
        field = next((f for f in model._meta.concrete_fields if f.column == column), None)
        if field is not None:
            untied = model._base_manager.filter(pk__in=keys, **{f"{field.attname}__isnull": True})
            untied.update(**{field.attname: key})


def quoted(name):
    return connection.ops.quote_name(name)

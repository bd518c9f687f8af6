"""Rows of tables as JSON and back, by PostgreSQL itself: every type comes back as it was."""

import json

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import FileField, JSONField, QuerySet, SlugField
from django.utils.translation import gettext as _

from mediacenter.toolkit.races import refused_in_words
from unions.models import BinEntry


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
    """The rows, locked. Whoever writes one just now, as of a mail that goes out, is waited for."""
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    with connection.cursor() as cursor:
        rows = f"SELECT to_jsonb(t)::text FROM {table} t WHERE {key} = ANY(%s) ORDER BY {key}"  # noqa: S608
        cursor.execute(f"{rows} FOR UPDATE", [sorted(keys)])
        return [json.loads(row) for [row] in cursor.fetchall()]


def links_of(collector, rows):
    """What names one of the rows and will name nothing: [["room.Model", column, key, [keys]]]."""
    links = {}
    for (field, value), groups in collector.field_updates.items():
        deleted = {
            row[field.model._meta.pk.column] for row in rows.get(field.model._meta.label, ())
        }
        for row in (row for group in groups if value is None for row in rows_of_group(group)):
            named = getattr(row, field.attname)
            if named is not None and row.pk not in deleted:
                place = (field.model._meta.label, field.column, named)
                links.setdefault(place, []).append(row.pk)
    return [[*place, keys] for place, keys in links.items()]


def rows_of_group(group):
    return group if isinstance(group, QuerySet | list | tuple | set) else [group]


def files_in(rows):
    """The names of the files that the rows name."""
    return values_of(rows, FileField)


def delete_files(rows):
    """Delete the files that the rows name, except those that a record names, if only in the bin."""
    in_bin = BinEntry.objects.files_among(files_in(rows))
    for label, some in rows.items():
        model = apps.get_model(label)
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                names = {row.get(field.column) for row in some} - {"", None}
                named = model._base_manager.filter(**{f"{field.name}__in": names})
                for name in names - in_bin - set(named.values_list(field.name, flat=True)):
                    field.storage.delete(name)


def slugs_in(rows):
    return values_of(rows, SlugField)


def values_of(rows, kind):
    found = {
        row[field.column]
        for label, some in rows.items()
        for field in apps.get_model(label)._meta.local_concrete_fields
        if isinstance(field, kind)
        for row in some
    }
    return sorted(found - {"", None})


def write(rows, *, label):
    """Put rows back into their tables; the record's own are those of the model `label`.

    A row that needs something that is gone stays away, with what hangs on it; what a row may do
    without, it does without. Where that lies in the bin, they are told to it, and come with it.
    Raises ValidationError where the record itself needs it, or where a place is taken.
    """
    rows = {name: [dict(row) for row in some] for name, some in rows.items()}
    while stay_away(rows, label):
        pass
    with refused_in_words(), connection.cursor() as cursor:
        for name, some in rows.items():
            insert(cursor, apps.get_model(name), some)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def stay_away(rows, label):
    """Take out, or untie, what names something that is gone; whether any row was taken out."""
    taken_out = False
    for name, some in rows.items():
        for field in apps.get_model(name)._meta.local_concrete_fields:
            if not field.is_relation:
                continue
            for key in gone_from(field, some, rows):
                naming = [row for row in some if row.get(field.column) == key]
                holder = holder_of(field.related_model, key)
                if field.null:
                    untie(naming, field, holder)
                    continue
                if name == label:
                    refuse_without(field, holder)
                some[:] = [row for row in some if row.get(field.column) != key]
                hand_over(naming, name, holder)
                taken_out = True
    return taken_out


def holder_of(model, key):
    """The entry of the bin in which a record lies, alone or with what it hung on; or None."""
    lying = {model._meta.label: [{model._meta.pk.column: key}]}
    return BinEntry.objects.filter(rows__contains=lying).select_for_update().first()


def untie(naming, field, holder):
    if holder is not None:
        keys = [row[field.model._meta.pk.column] for row in naming]
        holder.links.append([field.model._meta.label, field.column, naming[0][field.column], keys])
        holder.save(update_fields=["links"])
    for row in naming:
        row[field.column] = None


def hand_over(naming, name, holder):
    if holder is not None:
        holder.rows.setdefault(name, []).extend(naming)
        holder.files, holder.slugs = files_in(holder.rows), slugs_in(holder.rows)
        holder.save(update_fields=["rows", "files", "slugs"])


def refuse_without(field, holder):
    if holder is None:
        raise ValidationError(
            _("It cannot be brought back: what it belongs to (%(field)s) is deleted for good."),
            params={"field": field.verbose_name},
        )
    raise ValidationError(
        _("It belongs to “%(title)s”, which is in the bin too: bring that back first."),
        params={"title": holder.title},
    )


def gone_from(field, some, rows):
    """The keys that the rows name by a relation and that are neither stored nor among `rows`."""
    named = {row.get(field.column) for row in some} - {None}
    target = field.related_model
    among = {row[target._meta.pk.column] for row in rows.get(target._meta.label, ())}
    asked = named - among
    if not asked:
        return set()
    there = set(target._base_manager.filter(pk__in=asked).values_list("pk", flat=True))
    return {key for key in asked if target._meta.pk.to_python(key) not in there}


def insert(cursor, model, some):
    """Columns that the table has got since take their defaults, those it has lost are left out."""
    if not some:
        return
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    for field in fields:
        if field.column not in some[0]:
            default = field.get_default()
            if not isinstance(field, JSONField):
                default = field.get_db_prep_save(default, connection)
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
        field = next((f for f in model._meta.local_concrete_fields if f.column == column), None)
        if field is not None:
            untied = model._base_manager.filter(pk__in=keys, **{f"{field.attname}__isnull": True})
            untied.update(**{field.attname: key})


def quoted(name):
    return connection.ops.quote_name(name)

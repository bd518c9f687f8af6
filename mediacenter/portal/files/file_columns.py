"""Which columns name files, and which rows name a given one."""

from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db.models import FileField, Model

from unions.models import BinEntry


@dataclass(frozen=True, slots=True)
class Column:
    """A file field of a model.

    Its upload_to is a folder, or has one as `folder`. A column of the same name with `_sha` behind
    it, and `size` beside that, tell the SHA-256 and the bytes of what was stored.
    """

    model: type[Model]
    field: FileField

    @property
    def storage(self) -> Storage:
        return self.field.storage

    @property
    def folder(self):
        return getattr(self.field.upload_to, "folder", self.field.upload_to).strip("/")

    @property
    def sha_and_size(self):
        """The names of the two columns; () where the model keeps none."""
        sha = f"{self.field.name}_sha"
        has_them = any(field.name == sha for field in self.model._meta.concrete_fields)
        return (sha, "size") if has_them else ()

    @property
    def in_database(self):
        return f"{self.model._meta.db_table}.{self.field.column}"

    def __str__(self):
        return f"{self.model._meta.label}.{self.field.name}"

    def rows(self):
        """(key, path, *sha_and_size) of the rows that name a file."""
        some = self.model._base_manager.exclude(**{self.field.name: ""})
        some = some.exclude(**{self.field.name: None}).order_by("pk")
        return some.values_list("pk", self.field.name, *self.sha_and_size)

    def named(self, paths):
        some = self.model._base_manager.filter(**{f"{self.field.name}__in": paths})
        return set(some.values_list(self.field.name, flat=True))


def file_columns():
    """Every file field there is."""
    return [
        Column(model, field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField)
    ]


def is_private(storage):
    return storage is not default_storage


def folders():
    """[(storage, folder, its columns)], each place once."""

    def place(column):
        return is_private(column.storage), column.folder

    found = groupby(sorted(file_columns(), key=place), key=place)
    of_places = [list(columns) for _place, columns in found]
    return [(columns[0].storage, columns[0].folder, columns) for columns in of_places]


def named(paths, columns):
    """Those of the paths that rows of these columns name, or what lies in the bin: a set."""
    in_bin = BinEntry.objects.files_among(paths)
    return in_bin.union(*(column.named(paths) for column in columns))

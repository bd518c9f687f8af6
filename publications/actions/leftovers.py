"""Files that no record names: left by a process that was killed between its file and its commit,
or by a record that has got another file since."""

import random

from mediacenter.toolkit.storing import sweep
from publications.models import (
    Card,
    Coverage,
    LibraryDocument,
    NewspaperIssue,
    Picture,
    PrintedMatter,
    Rendition,
)
from unions.models import BinEntry

# Each line: the columns that name the files of one folder.
FOLDERS = {
    "pictures": [(Rendition, "file"), (Card, "file")],
    "originals": [(Picture, "original")],
    "coverage": [(Coverage, "scan")],
    "library": [(LibraryDocument, "file")],
    "printed": [(PrintedMatter, "file")],
    "newspapers": [(NewspaperIssue, "file")],
}


def sweep_leftovers():
    """Delete what no record has named for a day; return the paths.

    Begins anywhere, so that every folder has its turn though a round should be cut off.
    """
    folders = random.sample(list(FOLDERS.items()), len(FOLDERS))
    return [path for folder, columns in folders for path in sweep_folder(folder, columns)]


def sweep_folder(folder, columns):
    def named(paths):
        in_bin = BinEntry.objects.filter(files__overlap=list(paths)).values_list("files", flat=True)
        return {path for files in in_bin for path in files} | {
            path
            for model, name in columns
            for path in model.objects.filter(**{f"{name}__in": paths}).values_list(name, flat=True)
        }

    model, name = columns[0]
    storage = model._meta.get_field(name).storage
    return sweep(storage=storage, folder=folder, named=named)

"""Files that no record names: left by a process that was killed between its file and its commit,
or by a record that has got another file since."""

import random

from mediacenter.toolkit.storing import sweep
from publications.stored_files import FOLDERS, named_of
from unions.models import BinEntry


def sweep_leftovers():
    """Delete what no record has named for a day; return the paths.

    Begins anywhere, so that every folder has its turn though a round should be cut off.
    """
    folders = random.sample(list(FOLDERS), len(FOLDERS))
    return [path for folder in folders for path in sweep_folder(folder)]


def sweep_folder(folder):
    def named(paths):
        in_bin = BinEntry.objects.filter(files__overlap=list(paths)).values_list("files", flat=True)
        return {path for files in in_bin for path in files} | named_of(folder, paths)

    model, name = FOLDERS[folder][0]
    storage = model._meta.get_field(name).storage
    return sweep(storage=storage, folder=folder, named=named)

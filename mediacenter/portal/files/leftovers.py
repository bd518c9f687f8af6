"""Files that no record names: left by a process that was killed between its file and its commit,
or by a record that has got another file since."""

import random
from functools import partial

from mediacenter.toolkit.storing import sweep

from .file_columns import folders, named


def sweep_leftovers():
    """Delete what no record has named for a day; return the paths.

    Begins anywhere, so that every folder has its turn though a round should be cut off.
    """
    found = folders()
    return [path for place in random.sample(found, len(found)) for path in sweep_folder(*place)]


def sweep_folder(storage, folder, columns):
    return sweep(storage=storage, folder=folder, named=partial(named, columns=columns))

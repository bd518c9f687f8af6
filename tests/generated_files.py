"""Fonts, icons and cards of the tests, made once a run.

Each process of a run, and each portal that it starts, has a VAR_DIR of its own; what the first one
makes, the others find by a link.
"""

import os
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders

from mediacenter.portal.generated_files import GeneratedFiles


def share_generated_files(var):
    """Link the folders of a new VAR_DIR to those of the first one of this run."""
    first = Path(os.environ.setdefault("GENERATED_FILES_OF_TESTS", str(var)))
    for finder in get_finders():
        if isinstance(finder, GeneratedFiles):
            (first / finder.prefix).mkdir(exist_ok=True)
            if var != first:
                (var / finder.prefix).symlink_to(first / finder.prefix)

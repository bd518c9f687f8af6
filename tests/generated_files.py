"""Fonts, icons and cards are made once a run, for all processes of the tests and the portal that
they start: each has a VAR_DIR of its own.
"""

import os
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders

from mediacenter.portal.generated_files import GeneratedFiles


def share_generated_files(var):
    """Let a new VAR_DIR lead to the files of the first process of this run."""
    first = Path(os.environ.setdefault("GENERATED_FILES_OF_TESTS", str(var)))
    for finder in get_finders():
        if isinstance(finder, GeneratedFiles):
            (first / finder.prefix).mkdir(exist_ok=True)
            if var != first:
                (var / finder.prefix).symlink_to(first / finder.prefix)

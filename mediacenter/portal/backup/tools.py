"""pg_dump and pg_restore that fit the server."""

import os
import re
import shutil
import subprocess

from django.conf import settings
from django.db import connection
from psycopg2.extensions import make_dsn

from mediacenter.toolkit import embedded
from mediacenter.toolkit.embedded.postgresql import binary

from .contents import BackupFailed

# Ours, the limits on our own statements, and what everybody sees who lists processes.
NOT_FOR_THEM = {"cursor_factory", "options", "password"}


def is_embedded():
    return embedded.database_url(settings.VAR_DIR) == settings.DATABASE_URL


def run(name, *arguments):
    """Run a program of PostgreSQL on the portal's database. Raises BackupFailed with its words."""
    address, secrets = to_connect()
    command = [fitting(name), f"--dbname={address}", *map(str, arguments)]
    environment = {**os.environ, **secrets}
    done = subprocess.run(  # noqa: S603  no shell, nothing of a stranger's
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupFailed(f"{name} failed: {done.stderr.strip()[-2000:]}")


def to_connect():
    """Where the database is, for libpq, and what of it stands in the environment alone."""
    given = connection.get_connection_params()
    known = {key: given[key] for key in given if key not in NOT_FOR_THEM}
    password = given.get("password")
    return make_dsn(**known), {"PGPASSWORD": str(password)} if password else {}


def fitting(name):
    """The path of the program whose major version is the server's or the next above it."""
    connection.ensure_connection()
    server = connection.pg_version // 10_000
    found = {major(path): path for path in candidates(name)}
    newer = [version for version in sorted(found) if version >= server]
    if not newer:
        there = ", ".join(f"version {version}" for version in sorted(found)) or "none"
        raise BackupFailed(
            f"The server is PostgreSQL {server}: its {name}, or a newer one, has to stand on the "
            f"PATH; there is {there}."
        )
    return found[newer[0]]


def candidates(name):
    """The one that came with the embedded server; for one's own server that on the PATH as well."""
    own = [] if is_embedded() else [shutil.which(name)]
    return [str(path) for path in (binary(name), *own) if path]


def major(path):
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = re.search(r"(\d+)", told.stdout)
    return int(version[1]) if version else 0

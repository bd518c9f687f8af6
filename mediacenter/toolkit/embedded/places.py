"""Where things lie: functions of the var directory alone, which start nothing."""

import fcntl
import hashlib
import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from .service import ServiceFailed

DATABASE = "mediacenter"


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
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(text)
            with suppress(FileExistsError):  # another process was faster: its secret counts
                os.link(draft, path)
        finally:
            os.unlink(draft)
    return path.read_text()


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


def lock(path):
    """Open a file or folder as the only one; return the descriptor. Raises BlockingIOError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor

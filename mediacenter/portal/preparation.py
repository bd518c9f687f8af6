"""What a first start does and a later start only checks: static files, schema, demo access."""

import hashlib
import os
import secrets
from contextlib import suppress

from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import override

from mediacenter.portal.checks import DEMO_ACCOUNTS
from mediacenter.toolkit import embedded


def collect_changed_static_files(stamp):
    """Collect, hash and compress static files unless they are those that the stamp file names.

    Returns words on what was done, as does the next function.
    """
    digest = hashlib.sha256()
    files = [entry for finder in get_finders() for entry in finder.list(["CVS", ".*", "*~"])]
    for name, storage in files:
        found = os.stat(storage.path(name))
        prefix = getattr(storage, "prefix", "")
        state = f"{prefix} {name} {found.st_size} {found.st_mtime_ns}\n"
        digest.update(state.encode())  # without its folder: what is copied as it is stays unchanged
    with suppress(FileNotFoundError):
        if stamp.read_text() == digest.hexdigest():
            return f"{len(files)} unchanged"
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())
    return f"{len(files)} collected"


def migrate_if_behind():
    """Apply the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return "up to date"
    call_command("migrate", interactive=False, verbosity=0)
    return f"{len(plan)} migrations applied"


def demo_password(var):
    """Return the password of the demo accounts: DEMO_PASSWORD, else a random one that var keeps."""
    kept = var / "demo-password"
    chosen = os.environ.get("DEMO_PASSWORD")
    if chosen and not (kept.exists() and kept.read_text() == chosen):
        kept.unlink(missing_ok=True)
    return embedded.kept_secret(kept, chosen or secrets.token_urlsafe(9))


def let_demo_in(password):
    """Give the demo accounts this password, where they have another from an earlier start.

    Returns [(e-mail, role and organization)].
    """
    users = get_user_model().objects.filter(email__in=DEMO_ACCOUNTS).order_by("pk")
    if users and not users[0].check_password(password):
        for user in users:
            user.set_password(password)
            user.save(update_fields=["password"])
    return [(user.email, duty(user)) for user in users]


def duty(user):
    appointment = user.person.appointments.exclude(role="").select_related("organization").first()
    if appointment is None:
        return "accredited journalist"
    with override("en"):
        return f"{appointment.get_role_display()}, {appointment.organization.slug}"

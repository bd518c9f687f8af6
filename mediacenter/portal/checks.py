"""What a portal that is meant for use refuses to start with: the remains of a demo."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from unions.models import User

DEMO_ACCOUNTS = tuple(
    f"{name}@example.org"
    for name in (
        "admin", "editor", "press", "chair", "chair.almaty", "training", "appeals", "journalist",
    )
)  # fmt: skip
LOG = ("console", "dummy", "filebased", "locmem")  # Django's mail backends that send nothing


def remains_of_a_demo():
    """What stands against use, a sentence each; [] in a demo, and where the database is away."""
    if settings.DEMO:
        return []
    found = []
    if settings.EMAIL_BACKEND.split(".")[-2] in LOG:
        found.append("Mails would be written down and not sent: set EMAIL_URL.")
    try:
        demo = User.objects.filter(email__in=DEMO_ACCOUNTS, is_active=True)
        emails = ", ".join(sorted(demo.values_list("email", flat=True)))
    except DatabaseError:
        return found
    if emails:
        found.append(
            f"Demo accounts, whose password many know, may sign in: {emails}. Use an empty "
            "database, or take from them the right to sign in; a demo is told by DEMO=yes."
        )
    return found


def refuse_remains_of_a_demo():
    """Called by each web process that starts. Raises ImproperlyConfigured."""
    if found := remains_of_a_demo():
        raise ImproperlyConfigured(" ".join(found))


def end_with_remains_of_a_demo(**_signal):
    """A receiver for workers and beat, whose signals swallow any error but this."""
    if found := remains_of_a_demo():
        raise SystemExit(" ".join(found))


@register(Tags.database)
def check(app_configs, databases=None, **options):
    if not databases:
        return []
    return [Error(words, id=f"portal.E{n:03}") for n, words in enumerate(remains_of_a_demo(), 1)]


def is_reached_from_elsewhere(listeners):
    """Whether a portal on these sockets is meant for more than this machine."""
    names = [urlsplit(settings.PUBLIC_URL).hostname, *settings.ALLOWED_HOSTS]
    names += [listener.getsockname()[0] for listener in listeners]
    return not all(is_this_machine(name) for name in names)


def is_this_machine(name):
    if name in ("localhost", "testserver"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False

import logging
import math
import os
import secrets
import shutil
import signal
import time
from contextlib import contextmanager, suppress
from io import StringIO

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import BaseCommand, CommandError, call_command
from django.db import (
    DatabaseError,
    OperationalError,
    connection,
    connections,
)
from django.db.migrations.exceptions import InconsistentMigrationHistory
from kombu.exceptions import OperationalError as QueueError
from redis.exceptions import RedisError

from mediacenter.portal import checks, preparation, programs, schema
from mediacenter.portal.stack import Stack, StackFailed, answers, claim, reserve_port
from mediacenter.portal.tasks import leave_mark
from mediacenter.schedule import LANES
from mediacenter.toolkit import embedded
from mediacenter.toolkit.environment import Environment
from mediacenter.toolkit.lost_database import is_database_away

logger = logging.getLogger(__name__)
ALOUD = (
    "ATTENTION: this portal is meant for more than this machine, and whoever knows the password "
    "above signs in as administrator. For use: bin/serve --without-demo with a database of its own."
)
PREPARATIONS = 3  # tries, where a service dies meanwhile
SENT_AGAIN = 60  # seconds after which a job that is to go through a lane counts as lost
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class JobsThroughLanes:
    """Whether a job has gone through each lane; sent again where Redis may have lost it."""

    def __init__(self):
        self.marks = {lane: f"started-{lane}-{secrets.token_hex(8)}" for lane in LANES}
        self.sent_at = -math.inf

    def __call__(self):
        try:
            there = cache.get_many(self.marks.values())
            if time.monotonic() - self.sent_at > SENT_AGAIN:
                self.send(mark for mark in self.marks.values() if mark not in there)
        except (RedisError, QueueError):  # killed: the stack starts it again
            self.sent_at = -math.inf
            return False
        return len(there) == len(self.marks)

    def send(self, missing):
        missing = set(missing)
        for lane, mark in self.marks.items():
            if mark in missing:
                leave_mark.apply_async([mark], queue=lane)
        self.sent_at = time.monotonic()


def is_cut_off(error):
    return isinstance(error, RedisError) or is_database_away(error)


def database_answers():
    connections.close_all()
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


class Stopped(BaseException):
    """Somebody asked the stack to end."""


class Command(BaseCommand):
    help = "Run the whole portal on this machine: its services, web, worker and beat."
    requires_system_checks = ()
    is_to_end = False

    def add_arguments(self, parser):
        parser.add_argument("--without-demo", action="store_true", help="do not load the demo")

    def handle(self, *, without_demo, **options):
        for ending in ENDINGS:
            signal.signal(ending, self.end)
        self.var = settings.VAR_DIR.resolve()
        env = Environment()
        port = env.number("PORT", default=8000, least=1, most=65535)
        env.end_where_wrong()
        self.url = f"http://localhost:{port}/"
        try:
            claim(self.var, note=f"process {os.getpid()}, {self.url}")
            self.listeners = reserve_port(port)
            self.run(with_demo=not without_demo)
        except Stopped:
            self.say("Stopped; nothing is left running.")
        except (StackFailed, embedded.ServiceFailed) as failure:
            raise CommandError(str(failure)) from None

    def end(self, *_):
        self.is_to_end = True
        raise Stopped

    def end_if_asked(self):
        """End where the signal's own exception was lost: Python drops what is raised in a fork."""
        if self.is_to_end:
            raise Stopped

    def run(self, *, with_demo):
        self.say(f"The portal starts. State and logs: {self.var}")
        stack = Stack(logs=self.var / "log", say=self.say)
        try:
            self.start_services(stack)
            accounts = self.prepare_on(stack, with_demo=with_demo)
            connections.close_all()
            self.start_portal(stack, welcome=["", f"The portal is at {self.url}", *accounts, ""])
            self.say("Everything runs. Ctrl-C stops it.")
            stack.supervise_until(self.end_if_asked, limit=float("inf"))
        finally:
            for ending in ENDINGS:
                signal.signal(ending, signal.SIG_IGN)
            self.say("Stopping ...")
            for listener in self.listeners:
                listener.close()
            stack.stop()
            shutil.rmtree(embedded.run_directory(self.var), ignore_errors=True)

    def start_services(self, stack):
        """Start the services that no address in the environment names."""
        if embedded.database_url(self.var) == settings.DATABASE_URL:
            with self.step("embedded PostgreSQL"):
                stack.add(programs.postgres(self.var))
        if embedded.redis_url(self.var) == settings.REDIS_URL:
            with self.step("embedded Redis"):
                stack.add(programs.redis(self.var, say=self.say))

    def prepare_on(self, stack, *, with_demo):
        """Prepare all, anew where a service was cut off in the middle; return lines on accounts."""
        for tries_left in reversed(range(PREPARATIONS)):
            try:
                return self.prepare(with_demo=with_demo)
            except (DatabaseError, RedisError) as failure:
                if not is_cut_off(failure):
                    raise
                if not tries_left or not stack.has_services():
                    raise StackFailed(f"A service does not answer: {failure}") from None
                logger.warning("A service was cut off while all is prepared", exc_info=failure)
                stack.supervise_until(lambda: not stack.lacks_service() and database_answers())

    def prepare(self, *, with_demo):
        with self.step("translations"):
            call_command("compilecatalogues", stdout=StringIO())
        with self.step("static files") as words:
            words.append(preparation.collect_changed_static_files(self.var / "static-files.stamp"))
        with self.step("database schema") as words:
            words.append(self.migrate())
        accounts = self.load_demo() if with_demo else []
        if found := checks.remains_of_a_demo():
            raise StackFailed(" ".join(found))
        return accounts

    def migrate(self):
        """Bring the tables up to date; words on it. Raises StackFailed where they do not fit."""
        if found := schema.what_its_migrations_did_not_make():
            raise StackFailed(" ".join(found))
        try:
            message = preparation.migrate_if_behind()
        except (DatabaseError, InconsistentMigrationHistory) as error:
            if is_cut_off(error):
                raise
            raise StackFailed(
                f"The database takes no migration: {error} {schema.ANOTHERS}"
            ) from None
        if found := schema.misfits():
            raise StackFailed(" ".join(found))
        return message

    def load_demo(self):
        """Load the demo where the database takes it; return lines on the accounts."""
        password = preparation.demo_password(self.var)
        os.environ["DEMO_PASSWORD"] = password
        with self.step("demo") as words:
            if not apps.is_installed("mediacenter.demo"):
                words.append("not loaded: this portal is none (DEMO)")
                return []
            try:
                call_command("load_demo", verbosity=0)
            except CommandError as refusal:
                words.append(f"not loaded: {refusal}")
                return []
            accounts = preparation.let_demo_in(password)
        lines = [f"  {email:26} {duty}" for email, duty in accounts]
        lines_shown = [f"Demo accounts, all with the password {password}", *lines]
        if accounts and checks.is_reached_from_elsewhere(self.listeners):
            lines_shown += ["", ALOUD]
        return lines_shown

    def start_portal(self, stack, *, welcome):
        """Start web, worker and beat; say welcome, lines, as soon as the site answers."""
        for number in range(1, programs.WEB + 1):
            stack.add(programs.web(number, self.listeners))
        for lane in LANES:
            stack.add(programs.worker(lane))
        with self.step("web: the site answers") as words:
            stack.supervise_until(lambda: answers(f"{self.url}healthy/"))
            if not answers(self.url):
                words.append(f"but its front page fails; the logs: {self.var}/log/web-*.log")
        self.say("\n".join(welcome))
        with self.step("workers: a job goes through each lane"):
            # on the first run it stands behind the pictures of the demo, slow on a small machine
            stack.supervise_until(JobsThroughLanes(), limit=600)
        with self.step("beat"):
            stack.add(programs.beat())

    @contextmanager
    def step(self, what):
        """Show what is being done and then how it went: the words put into the yielded list."""
        self.end_if_asked()
        begin, words = time.monotonic(), []
        self.stdout.write(f"  {what} ... ", ending="")
        self.stdout.flush()
        try:
            yield words
        except BaseException:
            self.say("")
            raise
        self.say(f"{' '.join(words) or 'ok'} ({time.monotonic() - begin:.1f} s)")

    def say(self, line):
        with suppress(OSError):  # what is shown goes to a file, on a full disk: no reason to end
            self.stdout.write(line)
            self.stdout.flush()

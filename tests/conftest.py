"""What every test may use; bin/test starts the PostgreSQL and the Redis that it stands on."""

import gc
import os
import shlex
import shutil
import sys
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate
from django.template import RequestContext
from django.test import TransactionTestCase
from django.test import utils as test_utils
from django.test.utils import instrumented_test_render as render_and_tell
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import sync_playwright

from tests.celery_worker import CeleryWorker
from tests.emptying import empty_database
from tests.generated_files import share_generated_files
from tests.mailbox import open_mailbox
from tests.signing_in import SigningIn
from tests.tables import run_sql_after_tables, run_sql_before_tables
from tests.unions.factories import grow_tree

LONG = {"browser", "worker"}  # fixtures that start programs of their own
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


# Examples fail by what they show, not by how long they take on a busy machine.
examples.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
examples.load_profile("untimed")


def pytest_configure(config):
    if "DATABASE_URL" not in os.environ or "REDIS_URL" not in os.environ:
        raise pytest.UsageError("Run the tests by bin/test: it starts their own services.")
    # Playwright's synchronous interface keeps an event loop in this thread; the tests know.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    settings.MFA_TOTP_TOLERANCE = 1  # a busy machine may need longer than a code is good for
    # Static files come straight from their folders; tests/portal/test_stack.py sees them collected.
    # In both places: a test that overrides STORAGES makes Django read the settings again.
    settings.STORAGES["staticfiles"] = storages.backends["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    share_generated_files(Path(settings.VAR_DIR))
    pre_migrate.connect(run_sql_before_tables)
    post_migrate.connect(run_sql_after_tables)
    TransactionTestCase._fixture_teardown = lambda case: empty_database()
    test_utils.instrumented_test_render = render
    call_command("compilecatalogues", stdout=StringIO())
    admin.autodiscover()  # tests ask which lists there are, whichever of them run


def render(self, context):
    """A page tells what it is given; of the hundreds of templates that it includes none does."""
    if isinstance(context, RequestContext) and context.template is self:
        return render_and_tell(self, context)
    return self.nodelist.render(context)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One process more than there are cores: tests also wait, for jobs and for pages."""
    return os.cpu_count() + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs):
    """Give each process of -n what bin/test gives to a single one: services and folders alone."""
    command = [sys.executable, "-m", "mediacenter.toolkit.embedded", "run", "--", sys.executable]
    for spec in specs:
        spec.python = shlex.join(command)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Run what is together first, for a process with nothing left to do takes from the end of
    another's tests; and module by module, whichever of its tests use the database and how."""
    apart = [item for item in items if item.get_closest_marker("together") is None]
    together = {}
    for item in items:
        if item.get_closest_marker("together") is not None:
            together.setdefault(item.path, []).append(item)
    items[:] = [*chain.from_iterable(together.values()), *apart]


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item):
    if not LONG.isdisjoint(item.fixturenames):
        item.add_marker("long")


def pytest_collection_finish():
    """What is there by now lives as long as the process: the collector need not look at it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def language_of_the_portal():
    """A request leaves its language behind: the next test begins with the portal's own."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def client():
    return SigningIn()


@pytest.fixture
def tree(db):
    """federation > (ours > branch, theirs)"""
    return grow_tree()


@pytest.fixture(scope="session")
def celery_worker_process(django_db_setup):
    """One Celery worker for the session, started by the first test that needs it."""
    process = CeleryWorker(database=connection.settings_dict["NAME"])
    process.start()
    yield process
    process.stop()


@pytest.fixture
def worker(celery_worker_process, transactional_db):
    """A real Celery worker, in processes of its own, that sees what the test commits.

    It takes jobs during this test only; what earlier tests have queued is dropped. A test that
    kills it (worker.kill()) may start it again (worker.start()); the next test does so anyway.
    """
    celery_worker_process.take_jobs()
    yield celery_worker_process
    celery_worker_process.rest()


@pytest.fixture(scope="session")
def browser():
    """Chromium, once a session."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server):
    """Open a page of the live server: open_page(), or open_page(user=..., width=390, ...).

    Each page is a visitor of its own; with user= it is somebody who has signed in. More arguments
    go to Playwright's new_context (color_scheme, locale, java_script_enabled ...). An error in a
    script, a refused part of a page (CSP) or a missing file fails the test when it ends.
    """
    contexts, troubles = [], []

    def watch(page):
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda message: note_console(page, message))
        page.on("response", note_response)

    def note_console(page, message):
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            troubles.append(f"{page.url}: {message.text}")

    def note_response(response):
        if response.status >= 400 and response.request.resource_type != "document":
            troubles.append(f"{response.status} {response.url}")

    def open_page(user=None, width=1400, height=900, **options):
        size = {"width": width, "height": height}
        context = browser.new_context(base_url=live_server.url, viewport=size, **options)
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture
def page(open_page):
    """A page of the live server as a visitor with a wide screen sees it; see open_page."""
    return open_page()


def session_cookie(user, url):
    client = SigningIn()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def mailbox(settings):
    with open_mailbox(settings) as box:
        yield box

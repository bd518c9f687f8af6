"""bin/serve's supervisor, as somebody sees it who starts it, stops it, kills it."""

import os
import re
import signal
import socket
import subprocess
import sys
import uuid
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg2
import pytest
import redis
from django.db import connection
from kombu import Connection

from mediacenter.celery import app
from mediacenter.portal.programs import PROJECT
from mediacenter.portal.stack import StackFailed, claim
from mediacenter.portal.tasks import leave_mark
from mediacenter.schedule import CLOCK, FILES, LANES, MAIL
from mediacenter.toolkit import children, embedded
from mediacenter.toolkit.embedded.postgresql import binary
from tests.celery_worker import until
from tests.generated_files import share_generated_files
from tests.proxy import NAME, proxy_before
from tests.served_portal import ServedPortal, free_port, running

DO_JOB = "mediacenter.services.jobs.tasks.do_job"
README = PROJECT / "README.md"
FOR_A_DEMO = {"ALLOW_HTTP", "DEMO", "PUBLIC_URL", "DJANGO_SETTINGS_MODULE"}
pytestmark = [pytest.mark.together, pytest.mark.long]


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal that has started from nothing."""
    portal = ServedPortal(tmp_path_factory.mktemp("checkout") / "var")
    portal.var.mkdir()
    share_generated_files(portal.var)
    yield portal.start().is_ready()
    portal.stop()


def test_the_address_is_told_as_soon_as_the_site_answers(portal):
    told, proved = f"The portal is at {portal.url}", "workers: a job goes through each lane"
    assert portal.shown.index("web: the site answers") < portal.shown.index(told)
    assert portal.shown.index(told) < portal.shown.index(proved)


def test_the_site_answers_with_its_styles(portal):
    page = portal.get()
    styles = re.findall(r'href="/(static/[^"]+\.css)"', page)
    assert styles
    assert all(portal.get(style) for style in styles)


def test_figures_are_of_both_web_processes(portal):
    def answered():
        told = portal.get("metrics/")
        return sum(
            map(float, re.findall(r"^mediacenter_request_seconds_count.* (\S+)$", told, re.M))
        )

    before = answered()
    for _time in range(8):
        portal.get("kk/")
    until(lambda: answered() >= before + 8, limit=30)
    assert [answered() >= before + 8 for _time in range(8)] == [True] * 8


def definitions(address):
    """What makes each table, constraint and whatever else there is, in whatever order of columns.

    Django's own tables of groups are wider by a migration of its own than by its models.
    """
    dump = [binary("pg_dump"), "--schema-only", "--restrict-key=none", address]
    dump += ["--exclude-table=django_migrations*", "--exclude-table=auth_group_permissions*"]
    made = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    return [sorted(part.rstrip(",") for part in one.splitlines()) for one in made.split("\n\n")]


@pytest.mark.django_db
def test_the_migrations_make_what_the_tests_stand_on(portal):
    of_tests = embedded.database_url(os.environ["VAR_DIR"], name=connection.settings_dict["NAME"])
    assert definitions(of_tests) == definitions(embedded.database_url(portal.var))


def test_a_second_start_in_the_same_place_is_refused_and_names_the_first(portal):
    first = f"runs here already: process {portal.process.pid}, {portal.url}"
    with pytest.raises(StackFailed, match=first):
        claim(portal.var, note="a second start")
    assert portal.answers()


def test_a_taken_port_is_told_before_any_work_is_done(portal, tmp_path):
    late = ServedPortal(tmp_path / "var", port=portal.port).start()
    assert late.stop(signal.SIGCONT) == 1
    assert f"Port {portal.port} is taken" in late.shown
    assert not (late.var / "postgres").exists()


@pytest.mark.parametrize("rest", [b"", b"Length: 500\r\n\r\nlogin="])
def test_two_hundred_who_send_half_a_request_leave_the_site_answering(portal, rest):
    with ExitStack() as slow:
        for _client in range(200):
            half = slow.enter_context(socket.create_connection(("127.0.0.1", portal.port)))
            half.sendall(b"POST /kk/accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-" + rest)
        assert all(portal.answers() and portal.get("kk/") for _time in range(3))


@contextmanager
def web_of_readme(portal, folder):
    """The README's web process beside the portal's own, behind the proxy; yields the proxy."""
    [line] = re.findall(r"^python -m mediacenter\.web .*", README.read_text(), re.MULTILINE)
    port = free_port()
    environment = {name: one for name, one in os.environ.items() if name not in FOR_A_DEMO}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "VAR_DIR": str(portal.var),
        "DATABASE_URL": embedded.database_url(portal.var),
        "REDIS_URL": embedded.redis_url(portal.var),
        "EMAIL_URL": "smtp://localhost:25",
        "ALLOWED_HOSTS": NAME,
        "BEHIND_PROXY": "yes",
    }
    command = ["bash", "-c", line.replace(":8001", f":{port}")]
    log = folder / "web.log"
    with log.open("w") as told, proxy_before(folder, f"127.0.0.1:{port}") as proxy:
        web = children.spawn(command, cwd=PROJECT, env=environment, stdout=told, stderr=told)
        try:
            assert proxy.ask("GET", "/kk/").status == 503  # nobody is there yet
            until(lambda: proxy.ask("GET", "/healthy/").status == 200, limit=60, log=log)
            yield proxy
        finally:
            children.stop(web)


def test_the_web_process_of_the_readme_works_behind_the_proxy(portal, tmp_path):
    """Its styles are kept by the proxy; what waits for a lock ends in its own limit of time."""
    with web_of_readme(portal, tmp_path) as proxy:
        page = proxy.ask("GET", "/kk/")
        assert (page.status, "Strict-Transport-Security" in page.headers) == (200, True)
        style = re.search(r'href="(/static/[^"]+\.css)"', page.words)[1]
        kept = [proxy.ask("GET", style) for _time in range(2)]
        assert [one.headers["X-Cache"] for one in kept] == ["MISS", "HIT"]
        assert "immutable" in kept[1].headers["Cache-Control"]
        for folder in ("/", "/media/", "/static/", "/static/../", "/media/%2e%2e/"):
            assert proxy.ask("GET", f"{folder}secret-key").status in {400, 404}
        with stored_card(portal, b"\x89PNG and so on") as path:
            see_that_a_picture_is_kept_for_minutes_and_nothing_but_a_picture(proxy, path)
        with closing(psycopg2.connect(embedded.database_url(portal.var))) as other:
            other.cursor().execute("LOCK TABLE publications_articletext")
            late = proxy.ask("GET", "/ru/")
        assert (late.status, "Retry-After" in late.headers) == (503, True)
        assert '<html lang="ru">' in late.words


@contextmanager
def stored_card(portal, content):
    """Yield the address of a public picture, with a row that names it, of a text that is none."""
    name = "cards/0123-wide.png"
    file = portal.var / "media" / "pictures" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    (file.parent / "named-by-no-row.png").write_bytes(content)
    with closing(psycopg2.connect(embedded.database_url(portal.var))) as rows:
        rows.autocommit = True
        ask = rows.cursor()
        ask.execute("SET session_replication_role = replica")
        ask.execute(
            "INSERT INTO publications_card (text_id, size, digest, file, made_at) "
            "VALUES (0, 'wide', '0123', %s, now())",
            [f"pictures/{name}"],
        )
        yield f"/media/pictures/{name}"
        ask.execute("DELETE FROM publications_card")


def see_that_a_picture_is_kept_for_minutes_and_nothing_but_a_picture(proxy, path):
    first, second = (proxy.ask("GET", path, headers={"Cookie": "sessionid=x"}) for _ in range(2))
    assert [one.headers["X-Cache"] for one in (first, second)] == ["MISS", "HIT"]
    for told in (first.headers, second.headers):
        assert told["Content-Type"] == "image/png"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Content-Disposition"] == 'inline; filename="0123-wide.png"'
        assert told["Content-Security-Policy"] == "default-src 'none'; sandbox"
        kept = told["Cache-Control"].split(", ")
        assert {"public", "max-age=3600", "s-maxage=300", "must-revalidate"} == set(kept)
        assert "Set-Cookie" not in told
        assert "Vary" not in told  # one copy for everybody
    known = proxy.ask("GET", path, headers={"If-None-Match": first.headers["ETag"]})
    assert (known.status, known.words) == (304, "")
    assert proxy.ask("GET", path.replace("0123-wide", "named-by-no-row")).status == 404


def test_thousands_of_reports_delay_neither_the_clock_nor_the_mails(portal):
    reports = portal.process_of("--queues=files")
    os.kill(reports, signal.SIGSTOP)  # its lane stands still
    address = embedded.redis_url(portal.var)
    with Connection(address.replace("unix://", "redis+socket://")) as queue:
        for _ in range(2):  # one may still go to the lane: it asked before it stood still
            app.send_task(DO_JOB, args=[str(uuid.UUID(int=0))], connection=queue)
        waiting = redis.Redis.from_url(address)
        waiting.rpush(FILES, *waiting.lrange(FILES, 0, 0) * 5_000)
        for lane in (CLOCK, MAIL):
            leave_mark.apply_async([f"through {lane}"], queue=lane, connection=queue)
    assert waiting.llen(FILES) > 4_900
    cache = redis.Redis.from_url(address, db=1)
    try:
        until(lambda: all(cache.exists(f"mediacenter:1:through {x}") for x in LANES[:2]), limit=20)
    finally:
        waiting.delete(FILES)
        os.kill(reports, signal.SIGCONT)


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("redis", "redis-server"),
        ("postgres", "bin/postgres"),
        ("web-2", "mediacenter.web"),
        ("worker-files", "--queues=files"),
        ("beat", "--pidfile"),
    ],
)
def test_a_program_that_dies_is_started_again(portal, name, program):
    until(lambda: portal.running_as(program), limit=60)
    *others, killed = sorted(portal.running_as(program))
    os.kill(killed, signal.SIGKILL)
    portal.shows(f"{name} was killed by signal 9").shows(f"{name} is started again")
    until(lambda: set(portal.running_as(program)) - {*others, killed}, limit=60)
    until(portal.answers, limit=30)
    assert killed not in portal.running_as(program)


def test_after_the_supervisor_is_killed_nothing_lives_on_and_the_next_start_recovers(
    portal, tmp_path
):
    """A copy of what it left starts beside it, on the old database; each stops without a trace."""
    killed = portal.processes()
    portal.stop(signal.SIGKILL)
    until(lambda: not running(killed), limit=10)
    subprocess.run(["cp", "--archive", portal.var, tmp_path / "var"], check=True)
    beside = ServedPortal(tmp_path / "var")
    assert "up to date" in portal.start().is_ready().shown  # the database is the old one
    processes = portal.processes()
    assert len(processes) > 10
    try:
        beside.start().shows("up to date")
        copied = beside.processes()
    finally:
        assert beside.stop() == 0
    assert running(copied) == set()
    assert portal.answers()
    assert portal.stop(signal.SIGINT) == 0
    assert running(processes) == set()

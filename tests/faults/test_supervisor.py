"""The supervisor and its services: what dies, hangs or finds its state broken goes on."""

import os
import signal
import subprocess
import sys
import threading
import time

import psycopg2
import pytest
import redis
from django.core.cache import cache
from django.db import OperationalError
from kombu.exceptions import OperationalError as QueueError
from redis.exceptions import RedisError

from mediacenter.portal import stack as supervisor
from mediacenter.portal.management.commands import serve
from mediacenter.portal.program_log import ProgramLog
from mediacenter.portal.stack import Program, Stack
from mediacenter.toolkit import children, embedded
from mediacenter.toolkit.embedded import postgresql
from mediacenter.toolkit.embedded.service import wait_until
from tests.celery_worker import until
from tests.full_disk import full_disk

SLEEPS = ["sleep", "600"]
FAILS = ["false"]


@pytest.fixture
def told():
    return []


@pytest.fixture
def stack(tmp_path, told):
    stack = Stack(logs=tmp_path, say=told.append)
    yield stack
    stack.stop()


def runs(command):
    return lambda log: children.spawn(command, stdout=log, stderr=log)


def test_what_hangs_is_replaced_and_what_answers_is_not(stack, told, monkeypatch):
    monkeypatch.setattr(supervisor, "WATCH", 0.05)
    silent = Program("silent", runs(SLEEPS), silence=lambda s: s * 100, silence_allowed=0.5)
    lively = Program("lively", runs(SLEEPS), silence=lambda s: 0, silence_allowed=0.5)
    unknown = Program("unknown", runs(SLEEPS), silence=lambda s: None, silence_allowed=0.5)
    for program in (silent, lively, unknown):
        stack.add(program)
    before = [program.process for program in (silent, lively, unknown)]
    os.kill(silent.process.pid, signal.SIGSTOP)
    stack.supervise_until(lambda: silent.process not in (None, before[0]), limit=20)
    assert "silent gives no sign of life" in told[0]
    assert before[0].poll() == -signal.SIGKILL
    assert [lively.process, unknown.process] == before[1:]


def test_what_keeps_dying_is_put_off_longer_and_takes_no_other_along(stack, told, monkeypatch):
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE", 0)
    broken, whole = Program("broken", runs(FAILS)), Program("whole", runs(SLEEPS))
    stack.add(broken)
    stack.add(whole)
    stack.supervise_until(lambda: len(broken.deaths) > 7, limit=60)
    assert whole.process.poll() is None
    assert any("keeps dying" in line for line in told)


def test_what_cannot_be_started_on_a_full_disk_is_tried_again(stack, told, tmp_path):
    def start(log):
        (tmp_path / "state").write_text("state")
        return children.spawn(FAILS if not told else SLEEPS, stdout=log, stderr=log)

    program = Program("needy", start)
    stack.add(program)
    with full_disk():
        stack.supervise_until(lambda: len(program.deaths) > 1, limit=20)
    assert any("needy could not be started again. [Errno" in line for line in told)
    stack.supervise_until(lambda: program.process is not None, limit=20)
    assert told[-1] == "needy is started again"


def test_an_order_to_end_that_python_drops_in_a_fork_is_heeded_at_the_next_step(stack):
    command = serve.Command()
    with pytest.raises(serve.Stopped):
        command.end()  # ... and nobody hears of it
    with pytest.raises(serve.Stopped), command.step("what comes next"):
        pass
    with pytest.raises(serve.Stopped):
        stack.supervise_until(command.end_if_asked)


def test_a_service_that_is_killed_while_it_starts_is_started_again(tmp_path, stack, told):
    tries = []

    def start(log):
        tries.append(children.spawn(SLEEPS, stdout=log, stderr=log))
        if len(tries) == 1:
            os.kill(tries[0].pid, signal.SIGKILL)
            tries[0].wait()
        wait_until(tries[-1], lambda: len(tries) > 1, log=log, name="Service")
        return tries[-1]

    stack.add(Program("service", start, is_service=True))
    assert told == ["service was killed while it started"]
    assert tries[1].poll() is None
    with pytest.raises(embedded.ServiceFailed):  # what ends by itself would do so again
        stack.add(
            Program("broken", lambda log: wait_until(runs(FAILS)(log), bool, log=log, name="It"))
        )


def test_a_service_that_dies_while_all_is_prepared_does_not_end_the_portal(stack, monkeypatch):
    service = Program("service", runs(SLEEPS), is_service=True)
    stack.add(service)
    prepared = []

    def prepare(*, with_demo):
        prepared.append(service.process)
        if len(prepared) == 1:
            children.kill_group(service.process)
            service.process.wait()
            raise OperationalError("server closed the connection unexpectedly")
        return ["done"]

    command = serve.Command()
    monkeypatch.setattr(command, "prepare", prepare)
    monkeypatch.setattr(serve, "database_answers", lambda: True)
    assert command.prepare_on(stack, with_demo=False) == ["done"]
    assert prepared[0] is not prepared[1]


def test_a_service_that_stays_away_is_told_in_words(stack, monkeypatch):
    def prepare(*, with_demo):
        raise OperationalError("connection refused")

    command = serve.Command()
    monkeypatch.setattr(command, "prepare", prepare)
    with pytest.raises(supervisor.StackFailed, match="connection refused"):
        command.prepare_on(stack, with_demo=False)


def test_the_job_through_each_lane_is_sent_again_after_redis_was_killed(monkeypatch):
    arrived, lost = {}, [QueueError("refused"), RedisError("closed")]

    def send(marks, queue):
        if lost:
            raise lost.pop()
        arrived[queue] = marks[0]

    monkeypatch.setattr(serve.leave_mark, "apply_async", send)
    monkeypatch.setattr(serve, "SENT_AGAIN", 0)
    through = serve.JobsThroughLanes()
    assert [through(), through()] == [False, False]
    assert not through()
    assert arrived == through.marks
    arrived.clear()
    assert not through()
    assert arrived == through.marks, "what was queued may be lost with Redis"
    cache.set_many(dict.fromkeys(through.marks.values(), "done"))
    assert through()


def test_pauses_grow_up_to_a_minute(stack):
    broken = Program("broken", runs(SLEEPS))
    pauses = []
    for _death in range(9):
        broken.began = time.monotonic()  # and ended at once
        stack.put_off(broken)
        pauses.append(round(broken.start_after - broken.deaths[-1]))
    assert pauses == [0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_what_ran_for_long_is_started_again_at_once_however_often_it_died(stack, monkeypatch):
    lasting = Program("lasting", runs(SLEEPS))
    stack.add(lasting)
    now = lasting.began
    for ran_for, left in ((0, 0), (0, 1), (0, 2), (3, 1), (3, 5), (20, 0), (90, 0)):
        now += ran_for
        with monkeypatch.context() as later:
            later.setattr(supervisor.time, "monotonic", lambda now=now: now)
            stack.put_off(lasting)
        assert max(0, lasting.start_after - now) == left
        now = lasting.began = now + left


def test_a_long_log_turns_without_a_loss_while_its_program_writes_on(stack, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "LOG_LIMIT", 20_000)
    counting = "import itertools\nfor n in itertools.count(): print(n, flush=True)"
    program = Program("counting", runs([sys.executable, "-c", counting]))
    stack.add(program)
    logs = [tmp_path / "counting.log.1", tmp_path / "counting.log"]
    last = 0
    for _turn in range(3):
        stack.supervise_until(lambda last=last: written(logs)[-1:] > [last + 10_000], limit=60)
        os.kill(program.process.pid, signal.SIGSTOP)
        program.log.flush()
        numbers = written(logs)
        os.kill(program.process.pid, signal.SIGCONT)
        assert numbers == list(range(numbers[0], numbers[-1] + 1))
        last = numbers[-1]
    assert program.process.poll() is None
    assert [log.stat().st_mode & 0o777 for log in logs] == [0o600, 0o600]


def written(logs):
    """The numbers of whole lines, through all generations of a log."""
    lines = b"".join(log.read_bytes() for log in logs if log.exists()).split(b"\n")[:-1]
    return [int(line) for line in lines]


def test_a_full_disk_costs_lines_of_the_log_and_no_program(tmp_path):
    log, file, line = ProgramLog(tmp_path / "full.log"), tmp_path / "full.log", b"x" * 60 + b"\n"
    with full_disk(room=200):
        for _line in range(9):
            os.write(log.fileno(), line)
            log.flush()
        assert file.read_bytes() == 3 * line
    os.write(log.fileno(), b"after\n")
    log.close()
    missing = b"(6 lines are missing here: there was no room for them)\n"
    assert file.read_bytes() == 3 * line + missing + b"after\n"


def test_a_log_that_is_deleted_to_make_room_begins_anew(tmp_path):
    log, file = ProgramLog(tmp_path / "deleted.log"), tmp_path / "deleted.log"
    os.write(log.fileno(), b"ERROR one\n")
    log.flush()
    file.unlink()
    assert log.news(most=5) == b"ERROR one"
    os.write(log.fileno(), b"ERROR two\n")
    log.flush()
    assert log.news() == b"ERROR two"
    assert file.read_bytes() == b"ERROR two\n"
    log.close()


def test_redis_that_cannot_save_its_state_takes_jobs_all_the_same(tmp_path):
    with full_disk():
        process = embedded.start_redis(tmp_path, log=subprocess.DEVNULL)
    try:
        there = redis.Redis.from_url(embedded.redis_url(tmp_path))
        there.set("before", "1")
        there.bgsave()
        until(lambda: there.info("persistence")["rdb_last_bgsave_status"] == "err", limit=20)
        assert there.rpush("clock", "a job") == 1
    finally:
        children.stop(process)


def test_what_waits_in_redis_is_there_after_it_has_stopped(tmp_path):
    for length in (1, 2):
        process = embedded.start_redis(tmp_path, log=subprocess.DEVNULL)
        assert redis.Redis.from_url(embedded.redis_url(tmp_path)).rpush("mail", "job") == length
        children.stop(process)


def test_a_broken_dump_of_redis_is_set_aside_and_said(tmp_path, told):
    (tmp_path / "redis").mkdir()
    (tmp_path / "redis" / "dump.rdb").write_bytes(b"REDIS0011 and no more of it")
    with (tmp_path / "log").open("w") as log:
        process = embedded.start_redis(tmp_path, log=log, say=told.append)
    try:
        assert redis.Redis.from_url(embedded.redis_url(tmp_path)).ping()
        [aside] = (tmp_path / "redis").glob("dump.broken-*")
        assert str(aside) in told[0]
    finally:
        children.stop(process)


def test_a_killed_postmaster_is_followed_though_a_session_still_runs(tmp_path):
    with (tmp_path / "log").open("w") as log:
        first = embedded.start_postgres(tmp_path, log=log, durable=False)
        session = psycopg2.connect(embedded.database_url(tmp_path))
        busy = "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$"  # looks up from nothing for long
        thread = threading.Thread(target=pytest.raises, args=[psycopg2.Error, ask, session, busy])
        thread.start()
        until(lambda: postgresql.sessions_on(tmp_path / "postgres"), limit=10)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        again = embedded.start_postgres(tmp_path, log=log, durable=False)
    try:
        with psycopg2.connect(embedded.database_url(tmp_path)) as connection:
            assert ask(connection, "SELECT 1") == [(1,)]
        thread.join(10)
        assert not thread.is_alive()
    finally:
        children.stop(again, with_signal=signal.SIGINT)


def ask(connection, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()

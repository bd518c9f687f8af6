"""Long work at its own door: asked for, done once, steered, told of; with a client of a few lines.

What a real worker, a kill and a lost queue do to it: tests/faults/test_jobs.py.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mediacenter.services.jobs.actions import doing, steering
from mediacenter.services.jobs.actions import requesting as jobs
from mediacenter.services.jobs.actions.requesting import request_batch, request_job
from mediacenter.services.jobs.kinds import KINDS, Kind, register
from mediacenter.services.jobs.models import Batch, Job, JobStatus
from mediacenter.toolkit.storing import NotStored
from tests.services.work_of_tests import COUNTING
from tests.unions.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def wish(tmp_path):
    def made(**more):
        return {"mark": str(tmp_path / "mark"), "gate": str(tmp_path / "gate"), "numbers": 3} | more

    return made


@pytest.fixture
def asked(wish):
    """Ask for counting: a function that returns the job."""

    def ask(key="", **more):
        return request_job(COUNTING.code, key=key, wish=wish(**more))[0]

    return ask


@pytest.fixture
def kind():
    """Register a kind for the length of a test."""
    made = []

    def make(do, **more):
        one = Kind("tests.passing", "Passing", do=do, **more)
        register(one)
        made.append(one.code)
        return one.code

    yield make
    for code in made:
        del KINDS[code]


def done(job):
    doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    return job


def at_once(function, times=16):
    """What as many threads get from a function, all in one moment."""

    def call(_n):
        try:
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(call, range(times)))


def test_a_client_is_a_function_and_a_line(kind):
    code = kind(lambda job, tell: {"hello": job.wish["name"]})
    job, is_new = request_job(code, wish={"name": "Әсем"})
    assert is_new
    assert done(job).result == {"hello": "Әсем"}
    assert (job.status, job.percent, job.attempt) == (JobStatus.DONE, 100, 1)


def test_of_one_key_one_is_under_way_and_without_a_key_there_are_many(asked):
    first = asked("a")
    assert asked("a") == first
    assert len({first.pk, asked("b").pk, asked().pk, asked().pk}) == 4
    done(first)
    assert asked("a") != first


@pytest.mark.django_db(transaction=True)
def test_wishes_of_one_moment_are_one_job(asked):
    assert len(set(at_once(lambda: asked("a").pk))) == 1


def test_what_the_database_refuses_for_another_reason_is_raised(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        request_job(COUNTING.code, key="a", percent=-1)
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_workers_of_one_moment_do_it_once(asked):
    key = asked().pk
    assert sum(at_once(lambda: doing.claim(key) is not None)) == 1


def test_what_failed_says_why_to_the_reader_and_the_cause_to_the_log(asked, caplog):
    job = done(asked(ends="badly"))
    assert (job.status, job.failure) == (JobStatus.FAILED, "no_numbers")
    assert job.in_words() == "There is nothing to count."
    assert "there is nothing to count" in caplog.text


def test_a_full_disk_is_told(kind):
    def fill(job, tell):
        raise NotStored("ENOSPC")

    job = done(request_job(kind(fill))[0])
    assert (job.status, job.failure) == (JobStatus.FAILED, "not_stored")
    assert "ENOSPC" not in str(job.in_words())


def test_what_nobody_expected_fails_the_job_and_is_raised(asked):
    job = asked(ends="unexpectedly")
    with pytest.raises(KeyError):
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.FAILED, "unexpected")


def test_with_the_database_away_nothing_has_failed(kind):
    def lose(job, tell):
        raise OperationalError("server closed the connection unexpectedly")

    job, _is_new = request_job(kind(lose))
    with pytest.raises(OperationalError):
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.RUNNING, "")


def test_what_is_broken_off_is_tried_again_and_given_up_after_three(asked):
    job = asked(ends="broken off")
    for attempt in (1, 2):
        assert (done(job).status, job.attempt) == (JobStatus.QUEUED, attempt)
    assert (done(job).status, job.failure) == (JobStatus.FAILED, "gave_up")


def test_a_kind_that_is_gone_fails_its_jobs(kind):
    job, _is_new = request_job(kind(lambda job, tell: None))
    del KINDS[job.kind]
    with pytest.raises(KeyError):
        doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    register(Kind(job.kind, "", do=print))  # for the fixture to take away


# --- Steered -------------------------------------------------------------------------------------


def test_what_is_paused_waits_until_it_is_resumed(asked):
    job = asked("a")
    assert steering.pause(Job.objects.filter(pk=job.pk)) == 1
    assert done(job).status == JobStatus.PAUSED
    assert asked("a") == job, "it is under way all the same"
    assert steering.resume(Job.objects.filter(pk=job.pk)) == 1
    assert done(job).status == JobStatus.DONE


def test_a_pause_lets_what_runs_go_on(asked):
    job = asked()
    doing.claim(job.pk)
    assert steering.pause(Job.objects.all()) == 0


def test_what_is_cancelled_is_not_begun(asked):
    job = asked()
    assert steering.cancel(Job.objects.all()) == 1
    assert done(job).status == JobStatus.CANCELLED
    assert job.attempt == 0
    assert steering.cancel(Job.objects.all()) == 0


def test_what_is_cancelled_while_it_runs_ends_at_its_next_sign_of_life(kind, caplog):
    ends = []

    def work(job, tell):
        steering.cancel(Job.objects.filter(pk=job.pk))
        tell("a", 10)
        ends.append("not reached")

    job = done(request_job(kind(work))[0])
    assert (job.status, ends) == (JobStatus.CANCELLED, [])
    assert job.stage == ""


def test_what_was_cancelled_as_it_ended_stays_cancelled(kind):
    job = done(request_job(kind(lambda job, tell: steering.cancel(Job.objects.all())))[0])
    assert job.status == JobStatus.CANCELLED
    assert job.result is None


def test_what_failed_is_tried_again_with_all_its_attempts(asked, wish):
    job = done(asked("a", ends="badly"))
    Job.objects.update(wish=wish(), attempt=3)
    assert steering.retry(Job.objects.all()) == 1
    assert (done(job).status, job.attempt, job.failure) == (JobStatus.DONE, 1, "")
    assert steering.retry(Job.objects.all()) == 0


def test_what_failed_is_not_tried_again_beside_the_same(asked):
    failed = done(asked("a", ends="badly"))
    beside = asked("a")
    assert beside != failed
    assert steering.retry(Job.objects.all()) == 0
    failed.refresh_from_db()
    assert failed.status == JobStatus.FAILED


# --- Lost on the way -----------------------------------------------------------------------------


def test_what_the_queue_did_not_take_is_handed_over_later(asked, monkeypatch):
    job = asked()
    handed = []
    monkeypatch.setattr(jobs, "hand_over", lambda keys: handed.extend(keys) or len(keys))
    assert jobs.requeue_lost_jobs() == 0
    Job.objects.update(requested_at=timezone.now() - timedelta(hours=1))
    assert (jobs.requeue_lost_jobs(), handed) == (1, [job.pk])
    steering.pause(Job.objects.all())
    assert jobs.requeue_lost_jobs() == 0


def test_whose_worker_fell_silent_is_done_by_the_next_and_given_up_after_three(asked):
    job = asked()
    sleeper = doing.claim(job.pk)
    Job.objects.update(seen_alive_at=timezone.now() - timedelta(hours=1))
    assert (done(job).status, job.attempt) == (JobStatus.DONE, 2)
    with pytest.raises(doing.LeaseLost):
        doing.tell_progress(sleeper, "count", 50)
    Job.objects.update(
        status="running", attempt=3, seen_alive_at=timezone.now() - timedelta(hours=1)
    )
    jobs.requeue_lost_jobs()
    job.refresh_from_db()
    assert (job.status, job.failure) == (JobStatus.FAILED, "gave_up")


def test_what_the_queue_took_is_noted_by_one_statement(django_assert_num_queries):
    made = [Job.objects.create(kind=COUNTING.code).pk for _n in range(3)]
    with django_assert_num_queries(2):  # their lanes, and what was taken
        assert jobs.hand_over(made) == 3
    assert not Job.objects.filter(published_at=None).exists()


def test_what_was_taken_before_the_queue_broke_off_is_noted(monkeypatch):
    send, taken = jobs.current_app.send_task, []

    def break_off(task, args, **options):
        if taken:
            raise OSError("nobody listens")
        taken.append(args[0])
        return send(task, args=args, **options)

    monkeypatch.setattr(jobs.current_app, "send_task", break_off)
    made = [Job.objects.create(kind=COUNTING.code).pk for _n in range(3)]
    assert jobs.hand_over(made) == 1
    assert [str(one.pk) for one in Job.objects.exclude(published_at=None)] == taken


def test_a_worker_that_wakes_after_a_retry_does_not_take_the_place_of_the_new_one(asked):
    key = asked().pk
    asleep = doing.claim(key)
    Job.objects.filter(pk=key).update(status=JobStatus.FAILED, failure="gave_up")
    steering.retry(Job.objects.all())
    awake = doing.claim(key)
    assert awake.attempt == asleep.attempt
    with pytest.raises(doing.LeaseLost):
        doing.tell_progress(asleep, "count", 50)
    doing.finish(asleep, status=JobStatus.DONE)
    assert Job.objects.get().status == JobStatus.RUNNING
    doing.tell_progress(awake, "count", 50)


def test_a_queue_that_takes_nothing_is_asked_once(monkeypatch, caplog):
    asked = []

    def refuse(task, args, **_options):
        asked.append(args)
        raise OSError("nobody listens")

    monkeypatch.setattr(jobs.current_app, "send_task", refuse)
    made = [Job.objects.create(kind=COUNTING.code).pk for _n in range(3)]
    assert jobs.hand_over(made) == 0
    assert len(asked) == 1
    assert not Job.objects.exclude(published_at=None).exists()


# --- Batches -------------------------------------------------------------------------------------


@pytest.fixture
def batch(wish):
    wishes = [{"key": str(n), "wish": wish(ends="badly" if n == 3 else "")} for n in range(4)]
    return request_batch(COUNTING.code, wishes, title="Төрт сан", by=UserFactory())


def test_a_batch_tells_how_far_the_whole_is(batch, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert batch.progress().percent == 0
    first, second, _third, failing = batch.jobs.order_by("key")
    done(first)
    done(failing)
    doing.tell_progress(doing.claim(second.pk), "count", 50)
    progress = batch.progress()
    assert (progress.percent, progress.finished) == (62, False)  # (100 + 100 + 50 + 0) / 4
    assert progress.in_words == "1 of 4 done, 1 failed"


def test_a_batch_is_paused_resumed_cancelled_and_its_failed_tried_again(batch):
    assert steering.pause(batch.jobs.all()) == 4
    assert not [job for job in batch.jobs.all() if done(job).status != JobStatus.PAUSED]
    assert batch.progress().left is None
    assert steering.resume(batch.jobs.all()) == 4
    for job in batch.jobs.order_by("key")[2:]:
        done(job)
    assert steering.retry(batch.jobs.all()) == 1
    assert steering.cancel(batch.jobs.all()) == 3
    progress = batch.progress()
    assert (progress.finished, progress.percent) == (True, 100)
    assert progress.in_words == "1 of 4 done, 3 cancelled"


def test_what_is_under_way_already_is_not_asked_for_twice_by_a_batch(batch, wish):
    again = request_batch(COUNTING.code, [{"key": "0", "wish": wish()}], title="Again")
    assert not again.jobs.exists()
    assert again.progress().finished


def test_a_batch_is_asked_for_in_as_many_statements_whatever_its_size(wish):
    def statements(number):
        wishes = [{"key": f"{number}/{n}", "wish": wish()} for n in range(number)]
        with CaptureQueriesContext(connection) as asked:
            made = request_batch(COUNTING.code, wishes, title="Many")
        assert made.jobs.count() == number
        return len(asked)

    assert statements(2) == statements(40)


def test_two_batches_of_one_moment_ask_for_each_wish_once(transactional_db, wish):
    wishes = [{"key": str(n), "wish": wish()} for n in range(60)]

    def ask():
        return request_batch(COUNTING.code, random.sample(wishes, 60), title="All").jobs.count()

    assert sorted(at_once(ask, times=4)) == [0, 0, 0, 60]


@pytest.fixture
def queue(monkeypatch):
    """The ids that the queue took, in their order."""
    taken = []
    monkeypatch.setattr(
        jobs.current_app, "send_task", lambda task, args, **options: taken.append(args[0])
    )
    return taken


def test_of_a_batch_a_few_stand_in_the_queue_and_each_that_ends_lets_the_next_in(
    wish, queue, django_capture_on_commit_callbacks
):
    wishes = [{"key": str(n), "wish": wish()} for n in range(jobs.IN_QUEUE + 5)]
    with django_capture_on_commit_callbacks(execute=True):
        many = request_batch(COUNTING.code, wishes, title="Many")
    assert len(queue) == jobs.IN_QUEUE
    done(Job.objects.get(pk=queue[0]))
    assert len(queue) == jobs.IN_QUEUE + 1
    with django_capture_on_commit_callbacks(execute=True):
        steering.pause(many.jobs.all())
        steering.resume(many.jobs.all())
    assert len(queue) == 2 * jobs.IN_QUEUE + 1
    for key in queue:
        done(Job.objects.get(pk=key))
    assert many.progress().finished
    assert set(queue) == {str(job.pk) for job in many.jobs.all()}


def test_what_of_a_batch_fails_unexpectedly_lets_the_next_in_too(
    wish, queue, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(jobs, "IN_QUEUE", 1)
    wishes = [{"key": str(n), "wish": wish(ends="unexpectedly")} for n in range(2)]
    with django_capture_on_commit_callbacks(execute=True):
        request_batch(COUNTING.code, wishes, title="Two")
    with pytest.raises(KeyError):
        doing.do_job(job_id=queue[0])
    assert len(queue) == 2


def test_a_batch_whose_feeding_was_cut_off_is_fed_again_and_not_all_at_once(
    wish, queue, django_capture_on_commit_callbacks
):
    wishes = [{"key": str(n), "wish": wish()} for n in range(jobs.IN_QUEUE + 5)]
    request_batch(COUNTING.code, wishes, title="Many")  # its first feeding is lost with the process
    assert jobs.requeue_lost_jobs() == 0
    Job.objects.update(requested_at=timezone.now() - timedelta(hours=1))
    assert jobs.requeue_lost_jobs() == len(queue) == jobs.IN_QUEUE


def test_time_left_is_told_by_what_was_done_so_far(asked):
    job = asked()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        claimed = doing.claim(job.pk)
        doing.tell_progress(claimed, "count", 5)
        claimed.refresh_from_db()
        assert claimed.progress().left_in_words() == ""
        clock.shift(60)
        doing.tell_progress(claimed, "count", 25)
        claimed.refresh_from_db()
        assert claimed.progress().left == timedelta(minutes=3)
        assert claimed.progress().left_in_words() == "about 3 minutes left"
        clock.shift(60 * 60)
        assert claimed.progress().left_in_words() == "about 3 hours left"
        doing.tell_progress(claimed, "count", 99)
        claimed.refresh_from_db()
        assert claimed.progress().left_in_words() == "less than a minute left"


# --- Pages ---------------------------------------------------------------------------------------


def test_the_page_of_a_batch_steers_it_without_scripts(batch, client):
    client.force_login(batch.requested_by)
    address = f"/en/jobs/batches/{batch.pk}/"
    page = client.get(address).content.decode()
    assert "Төрт сан" in page
    assert '<progress class="progress" max="100" value="0"' in page
    assert 'value="retry"' not in page
    for step, status in (("pause", "paused"), ("resume", "queued"), ("cancel", "cancelled")):
        assert f'value="{step}"' in client.get(address).content.decode()
        answer = client.post(f"{address}steer/", {"step": step})
        assert (answer.status_code, answer.url) == (302, address)
        assert set(batch.jobs.values_list("status", flat=True)) == {status}
    assert "<progress" not in client.get(address).content.decode()
    assert client.post(f"{address}steer/", {"step": "explode"}).status_code == 400


@pytest.mark.parametrize("page", ["", "progress/"])
def test_whoever_looks_at_a_batch_has_its_jobs_counted_once(batch, client, page):
    client.force_login(batch.requested_by)
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(f"/en/jobs/batches/{batch.pk}/{page}")
    assert "0 of 4 done" in answer.content.decode()
    assert sum("AVG(" in one["sql"] for one in statements) == 1


def test_a_job_is_seen_by_who_asked_and_tells_scripts_how_far_it_is(wish, client):
    reader = UserFactory()
    job, _is_new = request_job(COUNTING.code, by=reader, wish=wish())
    client.force_login(reader)
    doing.tell_progress(doing.claim(job.pk), "count", 50)
    told = client.get(reverse("jobs:job_progress", args=[job.pk])).json()
    assert told["percent"] == 50
    assert told["in_words"] == "Counting the numbers"
    assert told["finished"] is False
    assert "Counting" in client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    client.force_login(UserFactory())
    assert client.get(reverse("jobs:job", args=[job.pk])).status_code == 403
    client.logout()
    assert client.get(reverse("jobs:job", args=[job.pk])).status_code in {302, 403}


@pytest.mark.parametrize("kind", [*sorted(KINDS), "tests.forgotten"])
def test_no_job_as_nobody_asks_for_it_takes_down_a_page_or_the_queue(
    kind, client, asked, monkeypatch
):
    monkeypatch.setattr(jobs, "hand_over", lambda job_ids: len(job_ids))
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    whole = Batch.objects.create(kind=kind, title="Whole", requested_by=user)
    long_ago = timezone.now() - timedelta(days=1)
    odd = [
        Job.objects.create(kind=kind, batch=whole, requested_by=user, **row)
        for row in (
            {"wish": []},
            {"wish": "words", "result": "words"},
            {"status": "rested", "stage": "?", "percent": 999},
            {"status": "running", "stage": "?", "percent": 999, "started_at": long_ago},
            {"status": "running", "seen_alive_at": long_ago, "attempt": 1},
            {"status": "failed", "failure": "?"},
        )
    ]
    for name, pages in (("job", odd), ("batch", [whole])):
        for page in pages:
            for address in (f"jobs:{name}", f"jobs:{name}_progress"):
                answer = client.get(reverse(address, args=[page.pk]))
                assert answer.status_code in {200, 404}, (address, page)
    last = asked()
    jobs.requeue_lost_jobs()
    for job in [*odd, last]:
        with suppress(Exception):
            doing.do_job(job_id=job.pk)
    last.refresh_from_db()
    assert last.status == JobStatus.DONE

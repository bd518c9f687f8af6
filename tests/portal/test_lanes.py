"""Each job has its lane; beat and the lanes give signs of life; what is dropped is said aloud."""

import time
from types import SimpleNamespace

import time_machine
from django.core.cache import cache

from mediacenter.celery import app
from mediacenter.portal import liveness
from mediacenter.portal.tasks import leave_mark
from mediacenter.schedule import CLOCK, LANE_OF, LANES, MAIL, beat_schedule
from mediacenter.services.outbox.actions import owe, send_due_mails
from tests.celery_worker import until
from tests.unions.factories import UserFactory

OURS = ("mediacenter.", "publications.", "training.", "unions.")


def test_every_job_of_the_portal_has_its_lane():
    app.loader.import_default_modules()
    assert {name for name in app.tasks if name.startswith(OURS)} == set(LANE_OF)
    assert set(LANE_OF.values()) == set(LANES)
    assert {job for job in LANE_OF if ".send_" in job} == {j for j in LANE_OF if LANE_OF[j] == MAIL}


def test_a_dropped_round_is_made_up_by_the_next_and_a_wrong_clock_drops_none():
    for entry in beat_schedule(every=20, job_silence=30).values():
        every = entry["schedule"]
        if not isinstance(every, (int, float)):
            every = 24 * 60 * 60
        assert entry["options"]["expires"] >= max(every, 60)


def test_jobs_are_signs_of_life_of_their_lane_and_one_that_came_too_late_is_told(worker):
    cache.delete_many(map(liveness.key, liveness.NAMES))
    leave_mark.apply_async(["late"], queue=MAIL, expires=-30)
    leave_mark.apply_async(["in time"], queue=CLOCK)
    until(lambda: liveness.ages()[CLOCK] is not None, limit=20)
    until(lambda: "leave_mark was dropped" in worker.log.read_text(), limit=20)
    assert liveness.ages()[MAIL] is None
    assert cache.get("late") is None


def test_each_mail_of_a_long_round_is_a_sign_of_life(db, monkeypatch):
    user = UserFactory()
    for event in ("password", "signed_in"):
        owe(f"account.{event}", user=user, to=user.email)
    at_work = SimpleNamespace(request=SimpleNamespace(delivery_info={"routing_key": MAIL}))
    monkeypatch.setattr(liveness, "current_task", at_work)
    given = []
    monkeypatch.setattr(liveness, "give_sign", given.append)
    assert send_due_mails() == 2
    assert given == [MAIL, MAIL]


def test_a_process_whose_clock_is_wrong_says_so_and_its_signs_count_by_the_shared_clock(caplog):
    with time_machine.travel(time.time() - 30):
        liveness.give_sign(liveness.BEAT)
    assert "-30 s off" in caplog.text
    assert liveness.ages()[liveness.BEAT] < 10
    assert round(liveness.skews()[liveness.BEAT]) == -30
    liveness.give_sign(liveness.BEAT)
    assert liveness.skews() == {}

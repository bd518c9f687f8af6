"""Who has given no sign of life is replaced, but not because Redis has lost what was given."""

import pytest
from django.core.cache import cache

from mediacenter.portal import liveness
from mediacenter.schedule import MAIL

JUDGES = {
    liveness.BEAT: liveness.silence_of_beat,
    MAIL: lambda runs_for: liveness.silence_of_lane(MAIL, runs_for),
}


@pytest.fixture(params=JUDGES)
def silence(request):
    """silence(runs_for, last sign so many seconds ago or None), of beat and of a lane."""
    liveness.give_sign(liveness.BEAT)

    def judged(runs_for, last):
        cache.delete(liveness.key(request.param))
        if last is not None:
            sign = {"at": liveness.shared_clock() - last, "skew": 0}
            cache.set(liveness.key(request.param), sign)
        return JUDGES[request.param](runs_for)

    yield judged
    cache.delete_many(map(liveness.key, JUDGES))


def test_silence_is_counted_from_the_last_sign_or_the_start(silence, monkeypatch):
    monkeypatch.setattr(liveness, "redis_runs_for", lambda: 10_000)
    assert silence(96, None) == 96
    assert silence(96, 30) == pytest.approx(30, abs=2)


def test_while_redis_was_away_nobody_could_give_a_sign(silence, monkeypatch):
    """It comes back without the last ones: with none, or with those of its last dump."""
    monkeypatch.setattr(liveness, "redis_runs_for", lambda: 7)
    assert silence(96, None) == 7
    assert silence(3, None) == 3
    assert silence(900, 35) == 7


def test_redis_tells_for_how_long_it_runs():
    assert 0 <= liveness.redis_runs_for() < 10**9

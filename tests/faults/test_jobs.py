"""Long work with a real worker: killed, cancelled, paused, many at once; each is done once."""

import pytest

from mediacenter.services.jobs.actions import steering
from mediacenter.services.jobs.actions.requesting import request_batch, request_job
from mediacenter.services.jobs.models import Job, JobStatus
from tests.celery_worker import until
from tests.services.work_of_tests import COUNTING

pytestmark = pytest.mark.django_db(transaction=True)


class Counting:
    """Wishes of one mark and one gate."""

    def __init__(self, folder):
        self.mark, self.gate = folder / "mark", folder / "gate"
        self.gate.touch()

    def wish(self):
        return {"mark": str(self.mark), "gate": str(self.gate), "numbers": 3}

    def begun(self):
        return self.mark.read_text().count("begun") if self.mark.exists() else 0


@pytest.fixture
def counting(tmp_path):
    return Counting(tmp_path)


def is_now(job, status):
    job.refresh_from_db()
    return job.status == status


def test_a_job_whose_worker_is_killed_is_done_by_itself_after_that(counting, worker, start_beat):
    start_beat()
    job, _is_new = request_job(COUNTING.code, wish=counting.wish())
    until(lambda: counting.begun() == 1, limit=20, log=worker.log)
    worker.kill()
    counting.gate.unlink()
    worker.start()
    until(lambda: is_now(job, JobStatus.DONE), limit=60, log=worker.log)
    assert (job.attempt, job.result, counting.begun()) == (2, {"counted": 3}, 2)


def test_a_cancelled_job_lets_its_worker_go(counting, worker):
    job, _is_new = request_job(COUNTING.code, wish=counting.wish())
    until(lambda: counting.begun() == 1, limit=20, log=worker.log)
    steering.cancel(Job.objects.filter(pk=job.pk))
    until(worker.is_idle, limit=20)  # though its gate is shut
    assert is_now(job, JobStatus.CANCELLED)


def test_a_batch_is_paused_and_resumed_under_a_working_worker(counting, worker):
    batch = request_batch(
        COUNTING.code, [{"wish": counting.wish()} for _n in range(6)], title="Six"
    )
    until(lambda: counting.begun() == 2, limit=20, log=worker.log)  # as many as it has processes
    assert steering.pause(batch.jobs.all()) == 4
    counting.gate.unlink()
    until(lambda: batch.progress().counts[JobStatus.DONE] == 2, limit=20, log=worker.log)
    until(worker.is_idle, limit=20)
    assert counting.begun() == 2
    steering.resume(batch.jobs.all())
    until(lambda: batch.progress().finished, limit=20, log=worker.log)
    assert counting.begun() == 6
    assert set(batch.jobs.values_list("attempt", flat=True)) == {1}

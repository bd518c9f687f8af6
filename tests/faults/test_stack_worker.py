import os
import signal

from tests.celery_worker import until
from tests.served_portal import family, running
from tests.slow_jobs import dawdle


def test_a_job_does_not_run_on_when_its_worker_is_killed(worker, tmp_path):
    """Else two workers would be at the same job once it has been given to the next."""
    dawdle.apply_async([str(tmp_path / "runs")], acks_late=False)
    until((tmp_path / "runs").exists, limit=10)
    processes = family(worker.process.pid)
    assert len(processes) > 1
    os.kill(worker.process.pid, signal.SIGKILL)
    until(lambda: not running(processes), limit=5)

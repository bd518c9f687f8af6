import os
import signal

from tests.celery_worker import until
from tests.served_portal import family, running


def test_a_job_does_not_run_on_when_its_worker_is_killed(worker):
    """Else two workers would be at the same job once it has been given to the next."""
    pool = family(worker.process.pid) - {worker.process.pid}
    assert len(pool) == 2
    for process in pool:
        os.kill(process, signal.SIGSTOP)  # in the middle of something
    os.kill(worker.process.pid, signal.SIGKILL)
    until(lambda: not running(pool), limit=5)

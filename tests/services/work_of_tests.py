"""A room of the tests, whose long work a real worker does: begun files tell how often it began."""

import time
from pathlib import Path

from mediacenter.services.jobs.kinds import Interrupted, Kind, NotDone, register


def count(job, tell):
    """Count as far as is wished, a sign of life each; while its gate is a file, it stands still."""
    mark, gate = Path(job.wish["mark"]), Path(job.wish["gate"])
    with mark.open("a") as begun:
        begun.write("begun\n")
    while gate.exists():
        tell()
        time.sleep(0.05)
    tell("count", 50)
    match job.wish.get("ends"):
        case "badly":
            raise NotDone("no_numbers", "there is nothing to count")
        case "broken off":
            raise Interrupted("its child was killed")
        case "unexpectedly":
            raise KeyError("nobody thought of it")
    return {"counted": job.wish["numbers"]}


COUNTING = Kind(
    "tests.counting",
    "Counting",
    do="tests.services.work_of_tests.count",
    stages={"count": "Counting the numbers"},
    failures={"no_numbers": "There is nothing to count."},
)
register(COUNTING)

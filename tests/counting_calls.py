"""How work grows with what it is given, counted in calls: the same on every machine."""

import sys


def calls(work, *given):
    """How many functions are called by `work(*given)`."""
    counted = 0

    def count(frame, event, what):
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work(*given)
    finally:
        sys.setprofile(None)
    return counted


def grows_no_faster(work, little):
    """Whether twice as much, and twice that, is no more than as much more work each time.

    `little` is a number that `work` takes; of what grows as the square the last step is four times
    the first.
    """
    work(4 * little)  # what is read once is read now
    first, second, third = (calls(work, times * little) for times in (1, 2, 4))
    return third - second <= 2.5 * max(second - first, first / 10)

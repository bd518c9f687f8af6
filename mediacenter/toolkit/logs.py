"""Lines of the log: for people or as JSON, without secrets, with what they belong to."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

from .redacting import redacted

work = ContextVar("work", default=None)  # {"request_id": …, "job_id": …}, as far as there is one


@contextmanager
def working_on(**ids):
    """Mark all lines that are written inside; yields all marks. None is no mark."""
    marks = {**(work.get() or {}), **{name: one for name, one in ids.items() if one}}
    before = work.set(marks)
    try:
        yield marks
    finally:
        work.reset(before)


class Line(logging.Formatter):
    """For people: 2026-11-28 19:20:31,482 INFO name [request_id=…]: words"""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s%(marks)s: %(message)s")

    def format(self, record):
        marks = " ".join(f"{name}={one}" for name, one in (work.get() or {}).items())
        record.marks = f" [{marks}]" if marks else ""
        return redacted(super().format(record))


class Json(JsonFormatter):
    """For machines: an object a line, with time, level, name, message, ids and what else it has."""

    def __init__(self):
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level"},
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data):
        return super().process_log_record({**log_data, **(work.get() or {})})

    def format(self, record):
        return redacted(super().format(record))

"""Errors are told to the operators by mail: which, where, how to find it in the log.

A handler of the log. The mail is sent by a thread of its own, within the deadline of all mails, so
that nobody waits for it; of one kind of error no second one goes for ERROR_MAIL_MINUTES.
"""

import logging
import threading
import time
import traceback

from django.conf import settings
from django.core.mail import EmailMessage

from .logs import work

SILENCED = ("django.security.DisallowedHost",)  # what any stranger causes
MOST_KINDS = 1_000


class ErrorMails(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.last_mailed = {}  # kind of error: when a mail of it went, by the monotonic clock
        self.guard = threading.Lock()

    def emit(self, record):
        if not settings.ADMINS or record.name.startswith(SILENCED) or is_our_own(record):
            return
        kind = kind_of(record)
        with self.guard:
            now, pause = time.monotonic(), settings.ERROR_MAIL_MINUTES * 60
            if now - self.last_mailed.get(kind, -pause) < pause:
                return
            if len(self.last_mailed) >= MOST_KINDS:
                self.last_mailed.clear()
            self.last_mailed[kind] = now
        mail = EmailMessage(
            f"[mediacenter] {kind.splitlines()[0][:120]}",
            words_of(record, kind),
            to=[address for _name, address in settings.ADMINS],
            headers={"Auto-Submitted": "auto-generated"},
        )
        threading.Thread(target=send, args=[mail], daemon=True, name="error mail").start()


def is_our_own(record):
    """A mail server that is away is told by the log, and by no mail."""
    return record.name == __name__


def kind_of(record):
    """What went wrong where, without what anybody had typed: neither values nor messages."""
    if not record.exc_info or record.exc_info[0] is None:
        return f"{record.name}: {record.levelname} at {record.pathname}:{record.lineno}"
    kind, _error, trace = record.exc_info
    places = traceback.extract_tb(trace)
    where = f" in {places[-1].filename}:{places[-1].lineno} {places[-1].name}" if places else ""
    return f"{kind.__module__}.{kind.__qualname__}{where}"


def words_of(record, kind):
    marks = [f"{name}: {one}" for name, one in (work.get() or {}).items()]
    trace = (record.exc_info or (None, None, None))[2]
    places = [f"  {p.filename}:{p.lineno} {p.name}" for p in traceback.extract_tb(trace)]
    again = f"No second mail of this kind goes for {settings.ERROR_MAIL_MINUTES} minutes."
    return "\n".join([kind, *marks, *places, "", "The log tells the rest by these ids.", again])


def send(mail):
    try:
        mail.send()
    except Exception:
        logging.getLogger(__name__).exception("The mail on an error was not sent")

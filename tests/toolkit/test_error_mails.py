"""Errors reach the operators by mail and by Sentry, and nothing of any person with them."""

import gzip
import json
import logging
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest

from mediacenter.toolkit.error_mails import ErrorMails
from mediacenter.toolkit.logs import working_on
from tests.celery_worker import until
from tests.mailbox import words_of
from tests.silent import silent_server

PERSON = "Aigerim-12.03.1980"


@pytest.fixture
def log(settings):
    settings.ADMINS = [("", "operator@example.org")]
    logger, handler = logging.Logger("mediacenter.try"), ErrorMails()
    logger.addHandler(handler)
    return logger


def fail(log, kind=ValueError):
    try:
        raise kind(PERSON)
    except kind:
        log.exception("Failed for %s", PERSON)


def test_one_mail_tells_each_kind_of_error_and_no_person(log, mailbox):
    with working_on(request_id="the-request"):
        fail(log)
        fail(log)
    fail(log, KeyError)
    log.warning("no error")
    until(lambda: len(mailbox.received) == 2, limit=10)
    assert sorted("KeyError" in subject for subject in mailbox.subjects) == [False, True]
    [told] = [words_of(mail) for mail in mailbox.received if "ValueError" in words_of(mail)]
    assert "request_id: the-request" in told
    assert f"{__file__}:" in told
    assert PERSON not in told


def test_nobody_waits_for_a_mail_server_that_says_nothing(log, settings):
    settings.EMAIL_BACKEND = "mediacenter.toolkit.mail_server.EmailBackend"
    settings.EMAIL_TIMEOUT = settings.EMAIL_SECONDS = 1
    with silent_server() as (port, taken):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        fail(log)
        sending = [t for t in threading.enumerate() if t.name == "error mail"]
        assert len(sending) == 1  # emit() came back before it had ended
        sending[0].join(10)
        assert not sending[0].is_alive()
        assert taken


def test_sentry_hears_what_went_wrong_where_and_no_person():
    heard = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
            heard.append(unpack[self.headers["Content-Encoding"]](sent))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    program = f"""
import logging, sys, sentry_sdk
from mediacenter.toolkit.sentry import tell_errors_to
tell_errors_to("http://key@127.0.0.1:{server.server_port}/1")
person = sys.argv[1]  # the lines of the program itself are told
sentry_sdk.set_user({{"email": person}})
def publish(name):
    logging.getLogger("mediacenter").warning(name)
    raise ValueError(name)
try:
    publish(person)
except ValueError:
    logging.getLogger("mediacenter").exception("Failed for %s", person)
sentry_sdk.flush(5)
"""
    try:
        subprocess.run([sys.executable, "-c", program, PERSON], check=True, timeout=60)
    finally:
        server.shutdown()
        server.server_close()
    told = b"".join(heard).decode()
    events = [json.loads(line) for line in told.splitlines() if '"exception"' in line]
    [error] = [one for event in events for one in event["exception"]["values"]]
    assert error["type"] == "ValueError"
    assert error["stacktrace"]["frames"][-1]["function"] == "publish"
    assert PERSON not in told

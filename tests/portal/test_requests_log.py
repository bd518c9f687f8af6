"""A line for each request, with an id that all lines of the request and of its jobs bear."""

import json
import logging

import pytest
from django.urls import reverse

from mediacenter.portal.tasks import leave_mark
from mediacenter.schedule import MAIL
from mediacenter.toolkit.logs import Json, Line, working_on
from tests.celery_worker import until

logger = logging.getLogger("mediacenter.requests")


@pytest.fixture
def written():
    """Objects of JSON, as they are written in the order of the lines."""
    lines = []
    handler = logging.Handler()
    handler.setFormatter(Json())
    handler.emit = lambda record: lines.append(json.loads(handler.format(record)))
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def test_a_request_is_told_with_its_outcome_and_its_id(client, db, written):
    answer = client.get(reverse("portal:about"))
    [told] = [line for line in written if line["name"] == "mediacenter.requests"]
    assert told["request_id"] == answer.headers["X-Request-ID"]
    assert (told["method"], told["path"], told["status"]) == ("GET", reverse("portal:about"), 200)
    assert (told["level"], told["ip"]) == ("INFO", "127.0.0.1")


@pytest.mark.parametrize(("hops", "is_taken"), [(0, False), (1, True)])
def test_a_trusted_proxy_names_the_request_and_nobody_else(client, db, settings, hops, is_taken):
    settings.TRUSTED_HOPS = hops
    for given in ("0af7651916cd43dd8448eb211c80319c", "line\tbreak and much else"):
        answer = client.get(reverse("portal:about"), headers={"X-Request-ID": given})
        assert (answer.headers["X-Request-ID"] == given) is (is_taken and given[0] == "0")


def test_a_job_bears_its_id_and_that_of_the_request_that_asked_for_it(worker):
    with working_on(request_id="asked-by-this-request"):
        job = leave_mark.apply_async(["marked"], queue=MAIL)
    until(lambda: f"{job.id}] succeeded" in worker.log.read_text(), limit=20)
    assert f"[job_id={job.id} request_id=asked-by-this-request]" in worker.log.read_text()


def test_lines_for_people_say_what_they_belong_to():
    record = logging.LogRecord("mediacenter", 20, "", 1, "done", (), None)
    with working_on(request_id="abc", job_id=None):
        assert Line().format(record).endswith("INFO mediacenter [request_id=abc]: done")
    assert Line().format(record).endswith("INFO mediacenter: done")

"""What is longer than its address takes ends before it is stored, and the sender reads why."""

import re

import pytest
from django import forms
from django.contrib import admin
from django.db.models import FileField
from waitress.adjustments import Adjustments

from mediacenter.portal.bodies import (
    MEGABYTE,
    MOST_QUERY,
    REFUSED,
    ROOM,
    BoundedRequest,
    most_bytes,
)
from mediacenter.portal.programs import PROJECT
from tests.full_disk import full_disk

LOGIN = "/kk/accounts/login/"
TITLES = {
    "kk": "Жіберілгені қабылданатын көлемнен артық",
    "ru": "Отправлено больше, чем можно принять",
}


def received(*headers, path=LOGIN, body=()):
    """The request once it is completed, and how many bytes of its body were taken from the wire."""
    request = BoundedRequest(Adjustments(max_request_body_size=2**62))
    head = "\r\n".join([f"POST {path} HTTP/1.1", "Host: localhost", *headers, "", ""])
    request.received(head.encode())
    taken = 0
    for part in body:
        if request.completed:
            break
        taken += request.received(part)
    return request, taken


def test_of_five_hundred_megabytes_nothing_is_read():
    head = [f"Content-Length: {500 * MEGABYTE}", "Expect: 100-continue"]
    request, taken = received(*head, body=[b"x" * 8192] * 9)
    assert (request.completed, taken, request.get_body_stream().read()) == (True, 0, b"")
    assert request.headers[REFUSED.upper().replace("-", "_")] == "yes"
    assert request.headers["CONNECTION"] == "close"
    assert not request.expect_continue


def test_what_came_with_the_headers_is_no_further_request():
    request = BoundedRequest(Adjustments(max_request_body_size=2**62))
    sent = f"POST {LOGIN} HTTP/1.1\r\nContent-Length: {2 * MEGABYTE}\r\n\r\nGET /".encode()
    assert request.received(sent) == len(sent)


def test_chunks_are_counted_as_they_come():
    chunk = b"2000\r\n" + b"x" * 8192 + b"\r\n"
    request, taken = received("Transfer-Encoding: chunked", body=[chunk] * 1000)
    assert request.completed
    assert MEGABYTE < taken <= MEGABYTE + 2 * len(chunk)
    assert request.get_body_stream().read() == b""


def test_a_body_for_which_the_disk_has_no_room_is_refused_and_the_portal_goes_on(client, db):
    path, sent = "/admin/publications/coverage/add/", [f"Content-Length: {2 * MEGABYTE}"]
    with full_disk():
        request, _taken = received(*sent, path=path, body=[b"x" * 65536] * 32)
    assert (request.completed, request.get_body_stream().read()) == (True, b"")
    answer = client.post(LOGIN, headers={REFUSED: request.headers["X_BODY_REFUSED"]})
    assert answer.status_code == 507
    request, taken = received(*sent, path=path, body=[b"x" * 65536] * 32)
    assert (request.completed, taken) == (True, 2 * MEGABYTE)
    request.close()


def test_what_an_address_takes_arrives_whole():
    path = "/admin/publications/coverage/add/"
    request, taken = received(
        f"Content-Length: {30 * MEGABYTE}", path=path, body=[b"x" * MEGABYTE] * 30
    )
    assert (request.completed, taken) == (True, 30 * MEGABYTE)
    assert REFUSED.upper().replace("-", "_") not in request.headers
    request.close()


@pytest.mark.parametrize("language", TITLES)
def test_the_refusal_is_a_page_in_the_readers_language(client, db, language):
    answer = client.post(f"/{language}/accounts/login/", headers={REFUSED: "yes"})
    assert answer.status_code == 413
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert TITLES[language] in page
    assert re.search(r"\b1,0\s(МБ|Мбайт)", page), page


def test_fields_that_django_refuses_for_their_length_get_the_same_page(client, db):
    answer = client.post(LOGIN, {"login": "x" * 6 * MEGABYTE})
    assert answer.status_code == 413
    assert TITLES["kk"] in answer.content.decode()


def test_each_form_of_the_admin_that_takes_a_file_has_room_for_it():
    for model, kept in admin.site._registry.items():
        fields = kept.form.base_fields.values()
        takes = any(isinstance(one, forms.FileField) for one in fields) or any(
            isinstance(one, FileField) and one.name not in kept.readonly_fields
            for one in model._meta.get_fields()
        )
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        if takes and model._meta.label != "reports.ReportFile":  # which nobody enters
            assert most_bytes(f"{path}add/") > 30 * MEGABYTE, path
            assert most_bytes(f"{path}12/change/") > 30 * MEGABYTE or "picture" in path
        if any(str(one.pattern) == "import/" for one in kept.get_urls()):
            assert most_bytes(f"{path}import/") > 20 * MEGABYTE, path


def test_nginx_takes_as_much_as_the_portal():
    written = (PROJECT / "docs" / "nginx.conf").read_text()
    places = re.findall(r"location ~ (\S+) \{\n\s+client_max_body_size (\d+)m;", written)
    elsewhere = re.search(r"^    client_max_body_size (\d+)m;", written, re.MULTILINE)[1]
    told = [(pattern, int(room) * MEGABYTE) for pattern, room in [*places, ("^/", elsewhere)]]
    assert told == ROOM
    assert len(re.findall("client_max_body_size", written)) == len(ROOM)


@pytest.mark.parametrize(
    ("language", "title"), [("kk", "Мекенжай тым ұзын"), ("ru", "Адрес слишком длинный")]
)
def test_a_query_that_is_too_long_is_not_carried_into_links(client, db, language, title):
    path = f"/{language}/accounts/login/"
    assert client.get(f"{path}?{'x' * MOST_QUERY}").status_code == 200
    answer = client.get(f"{path}?{'x' * (MOST_QUERY + 1)}")
    page = answer.content.decode()
    assert (answer.status_code, title in page) == (414, True)
    assert "xxx" not in page
    assert re.search(r"\b8,0\s(КБ|Кбайт)", page), page


def test_nginx_takes_addresses_as_long_as_the_portal():
    written = (PROJECT / "docs" / "nginx.conf").read_text()
    most = re.search(r"^    large_client_header_buffers \d+ (\d+)k;", written, re.MULTILINE)[1]
    assert int(most) * 1024 == MOST_QUERY

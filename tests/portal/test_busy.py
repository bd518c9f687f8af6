"""A reader whom the database keeps waiting is told so in their language, and when to come back."""

import psycopg2
import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, OperationalError

from mediacenter.portal.views import failed
from publications.articles.models import ArticleText
from tests.locking import impatience, locked_by_another
from tests.unions.factories import OrganizationFactory, UserFactory

TITLES = {
    "kk": "Портал қазір сұраныстарға үлгермей жатыр",
    "ru": "Портал сейчас не справляется с запросами",
    "en": "The portal is too busy at the moment",
}


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.django_db(transaction=True)
def test_a_wait_for_a_lock_ends_in_a_page_that_says_when_to_come_again(client, language):
    client.raise_request_exception = False
    with locked_by_another(ArticleText), impatience():
        answer = client.get(f"/{language}/")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert TITLES[language] in page


class Coded(psycopg2.DatabaseError):
    pgcode = "42601"


@pytest.mark.parametrize(
    ("cause", "status"),
    [
        (psycopg2.DatabaseError("server closed the connection unexpectedly"), 503),
        (Coded("no such thing"), 500),
    ],
)
def test_a_server_that_dies_within_a_statement_is_away(rf, cause, status):
    try:
        raise DatabaseError from cause
    except DatabaseError:
        assert failed(rf.get("/kk/")).status_code == status


class Full(psycopg2.OperationalError):
    pgcode = "53100"


@pytest.mark.parametrize(
    ("cause", "status"),
    [
        (Full("could not extend file"), 507),
        (psycopg2.OperationalError("server closed the connection unexpectedly"), 503),
        (None, 400),  # somebody has signed out meanwhile
    ],
)
@pytest.mark.django_db
def test_a_session_that_cannot_be_stored_is_told_by_its_cause(
    client, settings, monkeypatch, cause, status
):
    def force_update(*_args, **_kwargs):
        if cause is None:
            raise DatabaseError("Save with update_fields did not affect any rows.")
        raise OperationalError from cause

    user = UserFactory(role="editor", organization=OrganizationFactory(), language="ru")
    client.force_login(user)
    client.raise_request_exception = False
    settings.SESSION_SAVE_EVERY_REQUEST = True
    monkeypatch.setattr(Session, "save", force_update)
    assert client.get("/ru/cabinet/").status_code == status


def test_what_is_wrong_in_the_portal_itself_stays_an_error(rf):
    assert failed(rf.get("/kk/")).status_code == 500

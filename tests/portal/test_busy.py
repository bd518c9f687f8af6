"""A reader whom the database keeps waiting is told so in their language, and when to come back."""

import pytest

from mediacenter.portal.views import failed
from publications.models import ArticleText
from tests.locking import impatience, locked_by_another

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


def test_what_is_wrong_in_the_portal_itself_stays_an_error(rf):
    assert failed(rf.get("/kk/")).status_code == 500

"""Two people on one article see each other."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.presence import leave, note_presence
from publications.articles.models import Presence
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import UserFactory
from unions.models import Role


@pytest.fixture
def article(karaganda):
    return ArticleTextFactory(article=ArticleFactory(organization=karaganda)).article


def test_who_opens_an_article_sees_who_has_it_open(client, article, press_officer, editor):
    client.force_login(press_officer)
    assert str(editor) not in client.get(change_url(article)).content.decode()

    client.force_login(editor)
    assert str(press_officer) in client.get(change_url(article)).content.decode()


def test_signs_of_life_tell_the_others_and_the_versions(client, article, press_officer, editor):
    note_presence(user=press_officer, article=article)
    client.force_login(editor)

    answer = client.post(reverse("newsroom:presence", args=[article.pk])).json()
    assert answer == {"others": [str(press_officer)], "versions": {"kk": 1}}


def test_who_falls_silent_or_leaves_is_gone(article, press_officer, editor):
    def others():
        return [other.user for other in note_presence(user=editor, article=article)]

    note_presence(user=press_officer, article=article)
    assert others() == [press_officer]
    Presence.objects.filter(user=press_officer).update(
        seen_at=timezone.now() - Presence.LASTS - dt.timedelta(seconds=1)
    )
    assert others() == []
    note_presence(user=press_officer, article=article)
    leave(user=press_officer, article=article)
    assert others() == []


def test_a_closed_form_takes_its_writer_away(client, article, press_officer):
    client.force_login(press_officer)
    client.get(change_url(article))
    client.post(reverse("newsroom:presence", args=[article.pk]), {"left": "yes"})

    assert not Presence.objects.exists()


def test_only_who_writes_is_present(client, article, karaganda, almaty):
    url = reverse("newsroom:presence", args=[article.pk])
    for role, organization in ((Role.CHAIR, karaganda), (Role.EDITOR, almaty)):
        client.force_login(UserFactory(role=role, organization=organization))
        assert client.post(url).status_code == 403
    client.logout()
    assert client.post(url).status_code == 403
    assert not Presence.objects.exists()

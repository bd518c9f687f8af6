"""Two people act on one text at once: each word stays, and the site shows one version."""

import pytest
from django.utils import timezone

from publications.articles.actions.releasing import publish_text
from publications.articles.actions.texts import ChangedMeanwhile, restore_version, save_article
from publications.articles.models import ArticleText, Revision
from tests.publications.articles.test_texts import together
from tests.publications.factories import ArticleFactory, ArticleTextFactory


@pytest.fixture
def text(transactional_db, karaganda):
    return ArticleTextFactory(article=ArticleFactory(organization=karaganda))


def saving(text, editor, **parts):
    """A saving of what stands there now, with other words."""
    read = ArticleText.objects.select_related("article__organization").get(pk=text.pk)
    for name, value in parts.items():
        setattr(read, name, value)
    return lambda: save_article(article=read.article, texts=[read], by=editor)


def at_once(*deeds):
    """Do each in a thread of its own; return what was raised."""
    left = list(deeds)
    outcomes = together(lambda: left.pop()(), times=len(deeds))
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_saving_while_somebody_publishes_leaves_one_version_on_the_site(text, editor):
    save = saving(text, editor, lead="Соңғы сәтте түзетілген.")
    assert at_once(save, lambda: publish_text(text_id=text.pk, by=editor)) == []

    text.refresh_from_db()
    standing = Revision.objects.standing_at(timezone.now()).get()
    assert (standing.version, standing.fields) == (text.version, text.parts)
    assert text.lead == "Соңғы сәтте түзетілген."


def test_restoring_while_somebody_saves_overwrites_nothing_unread(text, editor):
    saving(text, editor, lead="Екінші нұсқа.")()
    save = saving(text, editor, lead="Үшінші нұсқа.")
    refused = at_once(save, lambda: restore_version(text_id=text.pk, version=1, by=editor))

    kept = set(Revision.objects.values_list("fields__lead", flat=True))
    stored = ArticleText.objects.get()
    assert stored.lead in kept
    assert "Екінші нұсқа." in kept
    if refused:  # the second found another version than it had read
        assert isinstance(refused[0], ChangedMeanwhile)
        assert (len(refused), stored.version) == (1, 3)
    else:  # the restoring read what the saving had left
        assert (stored.version, "Үшінші нұсқа." in kept) == (4, True)

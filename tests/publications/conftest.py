import pytest
from django.utils import translation

from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Every test has folders of its own for public and for private files."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path / "private")}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


@pytest.fixture
def federation(db):
    return OrganizationFactory(slug="federation")


@pytest.fixture
def karaganda(federation):
    return OrganizationFactory(slug="karaganda-education", parent=federation)


@pytest.fixture
def almaty(federation):
    return OrganizationFactory(slug="almaty-education", parent=federation)


@pytest.fixture
def press_officer(karaganda):
    return UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)


@pytest.fixture
def officer(client, press_officer):
    """The client of a press officer who has signed in."""
    client.force_login(press_officer)
    return client


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(article=ArticleFactory(organization=karaganda))


@pytest.fixture
def editor(federation):
    return UserFactory(role=Role.EDITOR, organization=federation)


@pytest.fixture(autouse=True)
def in_english(client):
    """The tests quote the English sentences."""
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield

"""An accreditation opens texts under embargo as far as whoever gave it reaches, and not further."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from publications.articles.actions.accrediting import accredit
from publications.articles.actions.releasing import publish_text
from publications.articles.models import Accreditation, ArticleText
from publications.press.actions.journalists import save_journalist
from tests.access.visitor import page_of
from tests.days import in_days
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.publications.press.factories import JournalistFactory
from tests.unions.factories import AppointmentFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def releases(tree):
    """A release under embargo in each organization, by its name."""
    told = {"embargo_until": timezone.now() + DAY}
    return {
        name: publish_text(
            text_id=ArticleTextFactory(
                article=ArticleFactory(organization=organization, kind="press_release"), **told
            ).pk
        )
        for name, organization in tree.items()
    }


def editor_of(organization):
    return UserFactory(role=Role.EDITOR, organization=organization)


def accredited(by, organization, *, days=9, **fields):
    journalist = JournalistFactory(organization=organization, user=UserFactory(), **fields)
    new = Accreditation(journalist=journalist, starts_on=in_days(0), ends_on=in_days(days))
    return accredit(accreditation=new, by=by)


def opened_to(accreditation, releases):
    read = set(ArticleText.objects.visible_to(accreditation.journalist.user))
    return {name for name, release in releases.items() if release in read}


@pytest.mark.parametrize(
    ("given_at", "opens"),
    [
        ("branch", {"branch"}),
        ("ours", {"ours", "branch"}),
        ("federation", {"federation", "ours", "branch", "theirs"}),
    ],
)
def test_it_opens_what_its_giver_reaches(client, tree, releases, given_at, opens):
    given = accredited(editor_of(tree[given_at]), tree["branch"])
    assert opened_to(given, releases) == opens
    client.force_login(given.journalist.user)
    answers = {name: client.get(one.get_absolute_url()) for name, one in releases.items()}
    assert {name for name, page in answers.items() if page.status_code == 200} == opens


def test_who_prolongs_gives_it_anew_and_who_cuts_short_leaves_the_reach(tree, releases):
    given = accredited(editor_of(tree["federation"]), tree["branch"])
    given.ends_on -= DAY
    ours = editor_of(tree["ours"])
    accredit(accreditation=given, by=ours)
    assert given.reach == tree["federation"]
    given.ends_on += 5 * DAY
    accredit(accreditation=given, by=ours)
    assert opened_to(given, releases) == {"ours", "branch"}


def test_a_role_elsewhere_widens_nothing(tree, releases):
    editor = editor_of(tree["branch"])
    AppointmentFactory(person=editor.person, role=Role.PRESS_OFFICER, organization=tree["ours"])
    AppointmentFactory(person=editor.person, role=Role.EDITOR, organization=tree["theirs"])
    assert opened_to(accredited(editor, tree["branch"]), releases) == {"branch"}


# --- Nobody accredits themselves ------------------------------------------------------------------


def form_of(journalist, **given):
    return {
        "name_kk": journalist.name_kk,
        "name_ru": journalist.name_ru,
        "organization": journalist.organization_id,
        "language": "kk",
        "user": journalist.user_id or "",
        "accreditations-TOTAL_FORMS": 1,
        "accreditations-INITIAL_FORMS": 0,
        "contacts-TOTAL_FORMS": 0,
        "contacts-INITIAL_FORMS": 0,
    } | given


def save(client, journalist, **given):
    page = page_of("publications.journalist", "change", journalist.pk)
    return client.post(page, form_of(journalist, **given))


def test_nobody_accredits_themselves(client, tree):
    editor = editor_of(tree["ours"])
    journalist = JournalistFactory(organization=tree["ours"], user=editor)
    new = Accreditation(journalist=journalist, ends_on=in_days(1))
    with pytest.raises(ValidationError):
        accredit(accreditation=new, by=editor)
    client.force_login(editor)
    client.cookies["django_language"] = "ru"
    dates = {"starts_on": f"{in_days(0):%d.%m.%Y}", "ends_on": f"{in_days(1):%d.%m.%Y}"}
    given = {f"accreditations-0-{name}": day for name, day in dates.items()}
    assert save(client, journalist, **given).status_code == 200, "the form says why"
    assert not Accreditation.objects.exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR])
def test_nobody_signs_in_as_a_journalist_whom_the_root_accredited(client, tree, releases, role):
    """An administrator of the branch may choose accounts of the branch, the own one among them."""
    given = accredited(editor_of(tree["federation"]), tree["branch"])
    journalist, insider = given.journalist, UserFactory(role=role, organization=tree["branch"])
    client.force_login(insider)
    save(client, journalist, user=insider.pk)
    journalist.refresh_from_db()
    assert journalist.user != insider
    other = UserFactory(role=Role.CHAIR, organization=tree["branch"])
    journalist.user = other
    with pytest.raises(ValidationError):
        save_journalist(journalist=journalist, by=insider)
    save_journalist(journalist=journalist, by=editor_of(tree["federation"]))
    assert releases["theirs"] in ArticleText.objects.visible_to(other)

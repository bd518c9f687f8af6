"""A piece counts for another organization once that has agreed to it, and only as it was then."""

import datetime as dt
import re
from contextlib import suppress

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from publications.press.actions.coverage import save_coverage
from publications.press.actions.joint import confirm_joint, name_jointly
from publications.press.models import Coverage, JointRequest, Tone
from tests.mailbox import words_of
from tests.publications.articles.test_at_once import at_once
from tests.publications.factories import CoverageFactory
from tests.shown import page_of
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db
LIST = "press:joint"


def writer_of(organization):
    return UserFactory(role=Role.PRESS_OFFICER, organization=organization, language="ru")


@pytest.fixture
def ours(tree):
    return writer_of(tree["ours"])


@pytest.fixture
def theirs(tree):
    return writer_of(tree["theirs"])


@pytest.fixture
def piece(tree, ours, theirs):
    """A bad word about both, entered by ours with the others named in it."""
    coverage = CoverageFactory(organization=tree["ours"], tone=Tone.NEGATIVE, title="Дау")
    name_jointly(coverage=coverage, organizations=[tree["theirs"]], by=ours)
    return coverage


def confirm(request, *, by):
    seen = request.coverage.agreed_to
    return confirm_joint(request_id=request.pk, seen=seen, by=by)


def about(organization):
    return set(Coverage.objects.about([organization.path]))


def answer(client, user, word, seen=None):
    """Answer by the page as it stands, or as it was when `seen` was taken from it."""
    client.force_login(user)
    url = reverse("press:answer_joint", args=[JointRequest.objects.get().pk])
    return client.post(url, {"answer": word, "seen": seen or shown(client)})


def shown(client):
    """What the page carries along, that says how the piece stood when it was opened."""
    found = re.search('name="seen" value="([^"]+)"', client.get(reverse(LIST)).content.decode())
    return found[1] if found else ""


def test_what_waits_beyond_those_shown_is_told(client, tree, piece, ours, theirs, monkeypatch):
    monkeypatch.setattr("publications.press.views.SHOWN", 1)
    client.force_login(theirs)
    told = "Only the first 1 are shown here"
    assert told not in client.get(reverse(LIST)).content.decode()
    another = CoverageFactory(organization=tree["ours"])
    name_jointly(coverage=another, organizations=[tree["theirs"]], by=ours)
    assert told in client.get(reverse(LIST)).content.decode()


def test_until_it_is_confirmed_a_piece_counts_for_nobody_else(client, tree, piece, theirs):
    assert about(tree["theirs"]) == set()
    client.force_login(theirs)
    assert "Дау" in client.get(reverse(LIST)).content.decode()
    assert reverse(LIST) in client.get(reverse("portal:cabinet")).content.decode()
    answer(client, theirs, "confirm")
    assert about(tree["theirs"]) == about(tree["ours"]) == {piece}
    assert JournalEntry.objects.filter(user=theirs, code="coverage.joint_confirmed").exists()


def test_what_is_refused_stays_refused_and_may_be_refused_later(client, tree, piece, ours, theirs):
    answer(client, theirs, "confirm")
    answer(client, theirs, "refuse")
    assert about(tree["theirs"]) == set()
    name_jointly(coverage=piece, organizations=[tree["theirs"]], by=ours)
    assert about(tree["theirs"]) == set()
    assert not JointRequest.objects.waiting().exists()


def test_a_refusal_by_mistake_is_taken_back_where_it_was_made(client, tree, piece, theirs):
    answer(client, theirs, "refuse")
    page = page_of(client.get(reverse(LIST)))
    assert page.xpath("//form//button[@name='answer']/@value") == ["confirm"]
    answer(client, theirs, "confirm")
    assert about(tree["theirs"]) == {piece}


def test_who_entered_it_does_not_confirm_for_the_others(client, tree, piece, ours):
    assert answer(client, ours, "confirm").status_code == 403
    assert about(tree["theirs"]) == set()
    with pytest.raises(PermissionDenied):
        confirm(JointRequest.objects.get(), by=ours)


def test_a_piece_that_changes_after_it_was_confirmed_is_asked_for_again(client, tree, ours, theirs):
    good = CoverageFactory(organization=tree["ours"], tone=Tone.POSITIVE)
    name_jointly(coverage=good, organizations=[tree["theirs"]], by=ours)
    answer(client, theirs, "confirm")
    good.programme = "Жаңалықтар"
    save_coverage(coverage=good, by=ours, despite_duplicates=True)
    assert about(tree["theirs"]) == {good}
    good.tone = Tone.NEGATIVE
    save_coverage(coverage=good, by=ours, despite_duplicates=True)
    assert about(tree["theirs"]) == set()
    assert JointRequest.objects.waiting().get().organization == tree["theirs"]


@pytest.mark.parametrize("change", [{"tone": Tone.NEGATIVE}, {"title": "Басқа тақырып"}])
def test_what_was_changed_since_it_was_seen_is_not_confirmed(client, tree, ours, theirs, change):
    good = CoverageFactory(organization=tree["ours"], tone=Tone.POSITIVE)
    name_jointly(coverage=good, organizations=[tree["theirs"]], by=ours)
    client.force_login(theirs)
    seen = shown(client)
    for name, value in change.items():
        setattr(good, name, value)
    save_coverage(coverage=good, by=ours, despite_duplicates=True)

    with override("ru"):
        page = client.get(answer(client, theirs, "confirm", seen).url).content.decode()
    assert about(tree["theirs"]) == set()
    assert JointRequest.objects.waiting().exists()
    assert "изменили" in page
    answer(client, theirs, "confirm")
    assert about(tree["theirs"]) == {good}
    answer(client, theirs, "refuse", seen)
    assert about(tree["theirs"]) == set()


@pytest.mark.django_db(transaction=True)
def test_naming_and_answering_at_once_never_wait_for_each_other(tree, ours, theirs):
    coverage = CoverageFactory(organization=tree["ours"], tone=Tone.POSITIVE)
    others = [tree["theirs"], OrganizationFactory(parent=tree["federation"])]

    def name_anew():
        for times in range(40):
            named = [others[times % 2]]
            name_jointly(coverage=coverage, organizations=named, by=ours)

    def answer_again():
        for _time in range(80):
            for request in JointRequest.objects.filter(organization=tree["theirs"]):
                with suppress(ObjectDoesNotExist):  # withdrawn meanwhile
                    confirm(request, by=theirs)

    assert at_once(name_anew, answer_again) == []


@pytest.mark.django_db(transaction=True)
def test_what_turns_bad_while_it_is_confirmed_counts_for_nobody_else(tree, ours, theirs):
    for _time in range(15):
        coverage = CoverageFactory(organization=tree["ours"], tone=Tone.POSITIVE)
        name_jointly(coverage=coverage, organizations=[tree["theirs"]], by=ours)
        request = JointRequest.objects.select_related("coverage").get(coverage=coverage)
        worse = Coverage.objects.get(pk=coverage.pk)
        worse.tone = Tone.NEGATIVE
        refused = at_once(
            lambda worse=worse: save_coverage(coverage=worse, by=ours, despite_duplicates=True),
            lambda request=request: confirm(request, by=theirs),
        )
        assert all(isinstance(one, ValidationError) for one in refused), refused
        assert about(tree["theirs"]) == set()


def test_who_writes_for_both_names_both_at_once(tree):
    above = writer_of(tree["federation"])
    coverage = CoverageFactory(organization=tree["ours"])
    name_jointly(coverage=coverage, organizations=[tree["theirs"]], by=above)
    assert about(tree["theirs"]) == {coverage}
    assert not JointRequest.objects.exists()


def test_who_writes_for_both_changes_it_without_asking(tree):
    editor = UserFactory(role=Role.EDITOR, organization=tree["federation"])
    coverage = CoverageFactory(organization=tree["ours"])
    name_jointly(coverage=coverage, organizations=[tree["theirs"]], by=editor)
    coverage.title = "Басқа тақырып"
    save_coverage(coverage=coverage, by=editor)
    assert about(tree["theirs"]) == {coverage}
    assert not JointRequest.objects.exists()


def test_the_portal_by_itself_names_without_asking(tree):
    coverage = CoverageFactory(organization=tree["ours"])
    name_jointly(coverage=coverage, organizations=[tree["theirs"]])
    assert about(tree["theirs"]) == {coverage}


def test_the_form_keeps_whom_it_has_asked(client, tree, piece, ours):
    client.force_login(ours)
    page = client.get(reverse("admin:publications_coverage_change", args=[piece.pk]))
    form = page.context["adminform"].form
    assert form.initial["shared_with"] == [tree["theirs"]]
    assert str(tree["theirs"]) in form.fields["shared_with"].help_text


def test_whoever_writes_for_the_named_is_told_by_mail(mailbox, piece, theirs):
    send_due_mails(now=timezone.now() + dt.timedelta(minutes=5))
    (mail,) = mailbox.received
    words = words_of(mail)
    assert mail["To"] == theirs.email
    assert "Дау" in words
    assert "/ru/cabinet/coverage/joint/" in words

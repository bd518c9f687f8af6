"""A piece counts for another organization once that has agreed to it, and only as it was then."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from publications import actions
from publications.models import Coverage, JointRequest, Tone
from tests.mailbox import words_of
from tests.publications.factories import CoverageFactory
from tests.unions.factories import UserFactory
from unions.models import JournalEntry, Role

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
    actions.name_jointly(coverage=coverage, organizations=[tree["theirs"]], by=ours)
    return coverage


def about(organization):
    return set(Coverage.objects.about([organization.path]))


def answer(client, user, word):
    client.force_login(user)
    url = reverse("press:answer_joint", args=[JointRequest.objects.get().pk])
    return client.post(url, {"answer": word})


def test_until_it_is_confirmed_a_piece_counts_for_nobody_else(client, tree, piece, theirs):
    assert about(tree["theirs"]) == set()
    client.force_login(theirs)
    assert "Дау" in client.get(reverse(LIST)).content.decode()
    assert reverse(LIST) in client.get(reverse("portal:cabinet")).content.decode()
    answer(client, theirs, "confirm")
    assert about(tree["theirs"]) == about(tree["ours"]) == {piece}
    assert JournalEntry.objects.filter(user=theirs, verb="joint piece confirmed").exists()


def test_what_is_refused_stays_refused_and_may_be_refused_later(client, tree, piece, ours, theirs):
    answer(client, theirs, "confirm")
    answer(client, theirs, "refuse")
    assert about(tree["theirs"]) == set()
    actions.name_jointly(coverage=piece, organizations=[tree["theirs"]], by=ours)
    assert about(tree["theirs"]) == set()
    assert not JointRequest.objects.waiting().exists()


def test_who_entered_it_does_not_confirm_for_the_others(client, tree, piece, ours):
    assert answer(client, ours, "confirm").status_code == 403
    assert about(tree["theirs"]) == set()
    with pytest.raises(PermissionDenied):
        actions.confirm_joint(request_id=JointRequest.objects.get().pk, by=ours)


def test_a_piece_that_changes_after_it_was_confirmed_is_asked_for_again(client, tree, ours, theirs):
    good = CoverageFactory(organization=tree["ours"], tone=Tone.POSITIVE)
    actions.name_jointly(coverage=good, organizations=[tree["theirs"]], by=ours)
    answer(client, theirs, "confirm")
    good.programme = "Жаңалықтар"
    actions.save_coverage(coverage=good, by=ours, despite_duplicates=True)
    assert about(tree["theirs"]) == {good}
    good.tone = Tone.NEGATIVE
    actions.save_coverage(coverage=good, by=ours, despite_duplicates=True)
    assert about(tree["theirs"]) == set()
    assert JointRequest.objects.waiting().get().organization == tree["theirs"]


def test_who_writes_for_both_names_both_at_once(tree):
    above = writer_of(tree["federation"])
    coverage = CoverageFactory(organization=tree["ours"])
    actions.name_jointly(coverage=coverage, organizations=[tree["theirs"]], by=above)
    assert about(tree["theirs"]) == {coverage}
    assert not JointRequest.objects.exists()


def test_the_form_keeps_whom_it_has_asked(client, tree, piece, ours):
    client.force_login(ours)
    page = client.get(reverse("admin:publications_coverage_change", args=[piece.pk]))
    form = page.context["adminform"].form
    assert form.initial["shared_with"] == [tree["theirs"]]
    assert str(tree["theirs"]) in form.fields["shared_with"].help_text


def test_whoever_writes_for_the_named_is_told_by_mail(mailbox, piece, theirs):
    actions.send_plan_mail(now=timezone.now() + dt.timedelta(minutes=5))
    (mail,) = mailbox.received
    words = words_of(mail)
    assert mail["To"] == theirs.email
    assert "Дау" in words
    assert "/ru/cabinet/coverage/joint/" in words

"""Who acts as chair has the chair's part in the yearly reports, and no longer than that."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from mediacenter.portal.work_queues import reports_owed
from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.actions.reviewing import accept_report, return_report, submit_report
from mediacenter.reports.actions.signing import sign_report
from mediacenter.reports.composing.document import compose
from mediacenter.reports.models import ReportState, YearlyReport
from mediacenter.reports.notifying import tell_late
from mediacenter.services.outbox.models import Mail
from tests.days import in_days
from tests.reports.access import accepted, to_sign
from tests.unions.factories import AppointmentFactory, UserFactory, grow_tree
from unions.models import Role, User

pytestmark = pytest.mark.django_db
ACTING = {
    "post_kk": "төрағаның міндетін атқарушы",
    "post_ru": "исполняющий обязанности председателя",
}


@pytest.fixture
def tree():
    return grow_tree()


@pytest.fixture
def ours(tree):
    return tree["ours"]


@pytest.fixture
def chair(ours):
    user = UserFactory(role=Role.CHAIR, organization=ours)
    user.person.appointments.update(post_ru="председатель", post_kk="төраға")
    return user


def deputy_of(organization, first, last):
    """Somebody of its people with an account, who acts as chair on those days from today."""
    person = AppointmentFactory(organization=organization).person
    days = {"starts_on": in_days(first), "ends_on": in_days(last)}
    AppointmentFactory(
        person=person, organization=organization, role=Role.ACTING_CHAIR, **days, **ACTING
    )
    return UserFactory(person=person)


def sign(organization, by):
    return sign_report(
        organization=organization, year=2024, number="7", signed_on=dt.date(2025, 1, 20), by=by
    )


def test_the_deputy_submits_and_signs_under_the_acting_post(ours, chair):
    deputy = deputy_of(ours, 0, 0)
    submit_report(organization=ours, year=2024, by=deputy)
    accept_report(organization=ours, year=2024)
    YearlyReport.objects.filter(organization=ours).update(status=ReportState.COLLECTING)
    to_sign(ours)
    signature = sign(ours, deputy)
    signer = signature.signer
    assert signer["post"]["ru"] == "исполняющий обязанности председателя"
    document = compose(
        signature.snapshot.facts,
        "ru",
        identifier="1",
        issued=dt.date(2025, 1, 20),
        signature={"signer": signer, "explanations": []},
    )
    assert document["signer"]["post"] == "Исполняющий обязанности председателя"
    assert document["signer"]["name"] == deputy.person.name_ru


@pytest.mark.parametrize(("first", "last"), [(1, 2), (-2, -1)])
def test_the_day_before_and_the_day_after_the_deputy_has_no_part(ours, chair, first, last):
    deputy = deputy_of(ours, first, last)
    to_sign(ours)
    for take in (sign, lambda one, by: submit_report(organization=one, year=2024, by=by)):
        with pytest.raises(PermissionDenied):
            take(ours, deputy)
    sign(ours, chair)


def test_the_deputy_returns_what_was_submitted_below_and_not_their_own(tree, ours, chair):
    deputy = deputy_of(ours, 0, 3)
    wish = {
        "year": 2024,
        "items": {"social.materials": "Сверьте."},
        "reason": "Не сходится",
        "answer_by": in_days(1),
    }
    for organization in (tree["branch"], ours):
        submit_report(organization=organization, year=2024)
    with pytest.raises(PermissionDenied):
        return_report(organization=ours, by=deputy, **wish)
    assert return_report(organization=tree["branch"], by=deputy, **wish).returns == 1


def test_the_chair_above_does_not_sign_where_somebody_acts(tree, ours):
    above = UserFactory(role=Role.CHAIR, organization=tree["federation"])
    accepted(ours)
    report = YearlyReport.objects.get(organization=ours)
    assert above.has_perm("reports.sign_report", report)
    deputy_of(ours, 0, 0)
    assert not above.has_perm("reports.sign_report", report)


def test_mails_owed_to_the_chair_go_to_the_deputy_too(tree, ours, chair):
    deputy, former = deputy_of(ours, 0, 3), deputy_of(ours, -3, -1)
    submit_report(organization=tree["branch"], year=2024)
    submitted = Mail.objects.filter(kind="reports.submitted")
    assert set(submitted.values_list("user", flat=True)) == {chair.pk, deputy.pk}
    tell_late([YearlyReport.objects.get(organization=tree["branch"])])
    late = Mail.objects.filter(kind="reports.late")
    assert set(late.values_list("user", flat=True)) == {chair.pk, deputy.pk}
    assert former.is_active


def test_the_report_names_who_acted_on_the_last_day_of_its_year(ours, chair):
    def signer():
        return facts_of(organization=ours, year=2024)["signer"]["post"]["ru"]

    assert signer() == "председатель"
    days = {"starts_on": dt.date(2024, 12, 31), "ends_on": dt.date(2025, 1, 9)}
    AppointmentFactory(organization=ours, role=Role.ACTING_CHAIR, **days, **ACTING)
    assert signer() == "исполняющий обязанности председателя"


def test_what_waits_for_the_chair_waits_for_the_deputy(ours, chair):
    deputy = deputy_of(ours, 0, 0)
    for user in (chair, deputy):
        found = reports_owed(User.objects.get(pk=user.pk))
        assert [line.words for line in found.lines] == [str(ours)]

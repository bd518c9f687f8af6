"""An approved text is dragged onto a day, or given one in a form: both by the same verb."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.releasing import schedule_text
from publications.articles.models import Status
from tests.days import in_days
from tests.publications.factories import ArticleTextFactory
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def text(karaganda):
    """Approved, and in order: its translation is there, too."""
    text = ArticleTextFactory(article__organization=karaganda, status=Status.READY)
    ArticleTextFactory(article=text.article, language="ru")
    return text


def at(day, hour):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def drop(client, text, day, step="schedule"):
    back = reverse("plan:month")
    url = reverse("plan:step_text", args=[text.pk])
    answer = client.post(url, {"step": step, "day": f"{day}", "next": back}, follow=True)
    text.refresh_from_db()
    return answer.content.decode()


def choose(client, text, day, time, step="schedule"):
    url = reverse("plan:schedule_text", args=[text.pk])
    answer = client.post(url, {"day": f"{day}", "time": time, "step": step})
    text.refresh_from_db()
    return answer


def test_dropped_on_a_day_it_becomes_public_at_the_usual_hour(signed_in, text):
    day = in_days(3)
    drop(signed_in, text, day)
    assert (text.status, text.published_at) == (Status.PUBLISHED, at(day, 10))


def test_moved_on_it_keeps_its_hour(signed_in, text):
    choose(signed_in, text, in_days(3), "15:00")
    drop(signed_in, text, in_days(4), step="reschedule")
    assert text.published_at == at(in_days(4), 15)


def test_the_form_does_the_same_and_names_the_hour(signed_in, text):
    url = reverse("plan:schedule_text", args=[text.pk])
    assert signed_in.get(url).context["form"].initial["day"] == in_days(1)
    answer = choose(signed_in, text, in_days(3), "15:00")
    assert answer["Location"].startswith(reverse("plan:month"))
    assert text.published_at == at(in_days(3), 15)
    assert signed_in.get(url).context["form"].initial == {"day": in_days(3), "time": dt.time(15)}
    choose(signed_in, text, in_days(5), "16:00", step="reschedule")
    assert text.published_at == at(in_days(5), 16)


def test_a_day_that_is_over_takes_no_text(signed_in, text):
    assert "has passed" in drop(signed_in, text, in_days(-1))
    assert "has passed" in choose(signed_in, text, in_days(-1), "10:00").content.decode()
    assert text.status == Status.READY


def test_nor_does_one_before_the_end_of_the_embargo(signed_in, text):
    text.embargo_until = at(in_days(5), 12)
    text.save()
    assert "embargo" in drop(signed_in, text, in_days(4))
    assert text.status == Status.READY
    drop(signed_in, text, in_days(5))
    assert text.published_at == at(in_days(5), 12)


def test_the_checklist_holds(signed_in, text):
    text.lead = ""
    text.save()
    url = reverse("plan:schedule_text", args=[text.pk])
    [missing] = signed_in.get(url).context["missing"]
    page = signed_in.post(url, {"day": f"{in_days(3)}", "time": "10:00", "step": "schedule"})
    assert missing in page.context["form"].non_field_errors()
    drop(signed_in, text, in_days(3))
    assert text.status == Status.READY


def test_who_comes_second_is_told_and_moves_nothing(signed_in, text):
    schedule_text(text_id=text.pk, day=in_days(2))
    assert "someone else has already changed it" in drop(signed_in, text, in_days(3))
    page = choose(signed_in, text, in_days(3), "12:00")
    assert "someone else has already changed it" in page.content.decode()
    assert text.published_at == at(in_days(2), 10)


def test_only_who_publishes_schedules(client, text, press_officer, almaty):
    for user in (press_officer, UserFactory(role=Role.EDITOR, organization=almaty)):
        with pytest.raises(PermissionDenied):
            schedule_text(text_id=text.pk, day=in_days(2), by=user)
        client.force_login(user)
        assert client.get(reverse("plan:schedule_text", args=[text.pk])).status_code == 403


def test_the_calendar_offers_what_is_approved_to_who_publishes_it(
    client, signed_in, text, press_officer
):
    page = signed_in.get(reverse("plan:month"))
    assert list(page.context["ready"]) == [text]
    assert reverse("plan:schedule_text", args=[text.pk]) in page.content.decode()
    client.force_login(press_officer)
    assert not list(client.get(reverse("plan:month")).context["ready"])

"""The demo's plan: made up where it says so, and full enough for every page of the plan."""

import pytest

from mediacenter.portal.demo import loading
from publications.models import Assignment, AssignmentStatus, Occasion, PlanItem, PlanStatus


@pytest.mark.django_db
def test_the_demo_brings_a_plan(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path / "private")}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    loading.load(dict.fromkeys(loading.accounts(), "a long enough secret"))
    entered = Occasion.objects.filter(memorable_date=None)
    assert entered.exists()
    assert all(occasion.title_ru.startswith("Пример:") for occasion in entered)
    states = set(PlanItem.objects.values_list("status", flat=True))
    assert {PlanStatus.IDEA, PlanStatus.PLANNED, PlanStatus.IN_WORK} <= states
    assert Assignment.objects.filter(status=AssignmentStatus.OFFERED).exists()

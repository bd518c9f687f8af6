"""Records of the media plan: an occasion in three days, an item and an assignment for it."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from publications.plan.models import Assignment, DayNote, MemorableDate, Occasion, PlanItem
from tests.days import in_days
from tests.unions.factories import OrganizationFactory


class OccasionFactory(DjangoModelFactory):
    class Meta:
        model = Occasion

    organization = factory.SubFactory(OrganizationFactory)
    title_kk = factory.Sequence(lambda n: f"Ақпараттық себеп {n + 1}")
    title_ru = factory.Sequence(lambda n: f"Информационный повод {n + 1}")
    starts_on = factory.LazyFunction(lambda: in_days(3))


class PlanItemFactory(DjangoModelFactory):
    class Meta:
        model = PlanItem

    occasion = factory.SubFactory(OccasionFactory)
    title = factory.Sequence(lambda n: f"Хабар {n + 1}")
    release_on = factory.LazyFunction(lambda: in_days(4))


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    plan_item = factory.SubFactory(PlanItemFactory)
    language = "kk"
    due_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=4))


class DayNoteFactory(DjangoModelFactory):
    class Meta:
        model = DayNote

    organization = factory.SubFactory(OrganizationFactory)
    words = factory.Sequence(lambda n: f"Ескертпе {n + 1}")
    starts_on = factory.LazyFunction(lambda: in_days(0))
    ends_on = factory.SelfAttribute("starts_on")


class MemorableDateFactory(DjangoModelFactory):
    class Meta:
        model = MemorableDate

    name_kk = "Кәсіподақтар күні"
    name_ru = "День профсоюзов"
    month, day = 10, 10

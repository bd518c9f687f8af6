"""Records of the media register and of crises."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from publications.press.models import (
    CrisisCard,
    CrisisLevel,
    Journalist,
    PressEvent,
    PressEventKind,
)
from tests.unions.factories import OrganizationFactory


class JournalistFactory(DjangoModelFactory):
    class Meta:
        model = Journalist

    organization = factory.SubFactory(OrganizationFactory)
    name_kk = factory.Sequence(lambda n: f"Журналист {n + 1}")
    name_ru = factory.Sequence(lambda n: f"Корреспондент {n + 1}")
    email = factory.Sequence(lambda n: f"journalist{n + 1}@example.org")
    phone = "+7 700 000 00 00"


class PressEventFactory(DjangoModelFactory):
    class Meta:
        model = PressEvent

    organization = factory.SubFactory(OrganizationFactory)
    kind = PressEventKind.CONFERENCE
    topic_kk = "Еңбек қауіпсіздігі"
    topic_ru = "Безопасность труда"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=3))
    starts_at_time = dt.time(11, 30)


class CrisisCardFactory(DjangoModelFactory):
    class Meta:
        model = CrisisCard

    organization = factory.SubFactory(OrganizationFactory)
    title = factory.Sequence(lambda n: f"Жағдай {n + 1}")
    trigger = "Шахтадағы апат"
    level = CrisisLevel.REGIONAL
    statement_kk = "Біз оқиға орнындамыз."
    statement_ru = "Мы на месте происшествия."

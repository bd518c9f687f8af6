"""Records of the members' voice: each factory makes the least that is valid."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from mediacenter.outreach.models import (
    Appeal,
    AppealKind,
    BoardSubject,
    Campaign,
    CommitteeHearing,
    Contest,
    FeedbackChannel,
    MembershipApplication,
    NoticeBoardRegister,
    Visit,
    Way,
)
from tests.unions.factories import OrganizationFactory
from unions.models import Network


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    organization = factory.SubFactory(OrganizationFactory)
    title_kk = "Науқан"
    title_ru = "Акция"


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = Visit

    organization = factory.SubFactory(OrganizationFactory)
    place_kk = "Шет ауданы"
    place_ru = "Шетский район"
    starts_on = dt.date(2024, 3, 12)


class ContestFactory(DjangoModelFactory):
    class Meta:
        model = Contest

    organization = factory.SubFactory(OrganizationFactory)
    title_kk = "Ұтыс ойыны"
    title_ru = "Розыгрыш"
    network = Network.INSTAGRAM
    conditions_kk = "Парақшаға жазылу"
    conditions_ru = "Подписаться на страницу"


class BoardSubjectFactory(DjangoModelFactory):
    class Meta:
        model = BoardSubject

    name_kk = factory.Sequence(lambda n: f"Тақырып {n + 1}")
    name_ru = factory.Sequence(lambda n: f"Тема {n + 1}")


class NoticeBoardRegisterFactory(DjangoModelFactory):
    class Meta:
        model = NoticeBoardRegister

    organization = factory.SubFactory(OrganizationFactory)
    starts_on = dt.date(2024, 12, 31)


class CommitteeHearingFactory(DjangoModelFactory):
    class Meta:
        model = CommitteeHearing

    organization = factory.SubFactory(OrganizationFactory)
    body_kk = "Облыстық комитет"
    body_ru = "Областной комитет"
    question_kk = "Ақпараттық жұмыс туралы"
    question_ru = "Об информационной работе"
    starts_on = dt.date(2024, 3, 12)


class AppealFactory(DjangoModelFactory):
    class Meta:
        model = Appeal

    organization = factory.SubFactory(OrganizationFactory)
    kind = AppealKind.QUESTION
    way = Way.WHATSAPP
    received_on = dt.date(2024, 3, 12)
    subject = "Еңбек демалысы туралы"


class FeedbackChannelFactory(DjangoModelFactory):
    class Meta:
        model = FeedbackChannel

    organization = factory.SubFactory(OrganizationFactory)
    kind = AppealKind.QUESTION
    way = Way.WHATSAPP


class MembershipApplicationFactory(DjangoModelFactory):
    class Meta:
        model = MembershipApplication

    organization = factory.SubFactory(OrganizationFactory)
    name = "Әсел Нұрланқызы"
    workplace = "№5 мектеп"
    post = "мұғалім"
    email = "asel@example.org"
    language = "kk"

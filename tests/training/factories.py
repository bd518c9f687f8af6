"""Records of what is taught: each factory makes the least that is valid."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from tests.unions.factories import OrganizationFactory, PersonFactory
from training.models import (
    Certificate,
    CertificateState,
    Cohort,
    Delegation,
    IntakeApplication,
    Lecture,
    Material,
    Module,
    Programme,
    ProgrammeKind,
    Registration,
    Seminar,
    SeminarFigure,
    Session,
)


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    kind = ProgrammeKind.CYCLE
    slug = factory.Sequence(lambda n: f"bagdarlama-{n + 1}")
    name_kk = factory.Sequence(lambda n: f"Бағдарлама {n + 1}")
    name_ru = factory.Sequence(lambda n: f"Программа {n + 1}")
    organizer = factory.SubFactory(OrganizationFactory)


class SeminarFactory(DjangoModelFactory):
    class Meta:
        model = Seminar

    slug = factory.Sequence(lambda n: f"seminar-{n + 1}")
    title_kk = factory.Sequence(lambda n: f"{n + 1}-семинар")
    title_ru = factory.Sequence(lambda n: f"Семинар {n + 1}")
    organizer = factory.SubFactory(OrganizationFactory)
    starts_on = dt.date(2024, 3, 12)


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    seminar = factory.SubFactory(SeminarFactory)
    title_kk = "Келіссөздер"
    title_ru = "Переговоры"


class LectureFactory(DjangoModelFactory):
    class Meta:
        model = Lecture

    seminar = factory.SubFactory(SeminarFactory)
    person = factory.SubFactory(PersonFactory)


class SeminarFigureFactory(DjangoModelFactory):
    class Meta:
        model = SeminarFigure

    seminar = factory.SubFactory(SeminarFactory)
    number = 30


class ModuleFactory(DjangoModelFactory):
    class Meta:
        model = Module

    programme = factory.SubFactory(ProgrammeFactory)
    name_kk = "Еңбек құқығы"
    name_ru = "Трудовое право"


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort

    programme = factory.SubFactory(ProgrammeFactory)
    name_kk = "Бірінші легі"
    name_ru = "Первый заезд"


class IntakeFactory(CohortFactory):
    """An intake of a sanatorium that takes applications for ten weeks from 2026-11-30."""

    programme = factory.SubFactory(ProgrammeFactory, kind=ProgrammeKind.SANATORIUM)
    starts_on = dt.date(2027, 2, 8)
    ends_on = dt.date(2027, 2, 17)
    places = 2


class IntakeApplicationFactory(DjangoModelFactory):
    class Meta:
        model = IntakeApplication

    intake = factory.SubFactory(IntakeFactory)
    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Емделуші {n + 1}")
    reason = "Зиянды еңбек жағдайы"


class MaterialFactory(DjangoModelFactory):
    class Meta:
        model = Material

    seminar = factory.SubFactory(SeminarFactory)
    title_ru = "Памятка"
    link = "https://example.org/pamyatka"


class DelegationFactory(DjangoModelFactory):
    class Meta:
        model = Delegation

    seminar = factory.SubFactory(SeminarFactory)
    organization = factory.SubFactory(OrganizationFactory)


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration

    delegation = factory.SubFactory(DelegationFactory)
    seminar = factory.SelfAttribute("delegation.seminar")
    name = factory.Sequence(lambda n: f"Қатысушы {n + 1}")
    email = factory.Sequence(lambda n: f"participant-{n + 1}@example.org")


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    registration = factory.SubFactory(RegistrationFactory)
    issuer = factory.SelfAttribute("registration.seminar.organizer")
    number = factory.Sequence(lambda n: n + 1)
    state = CertificateState.ISSUED
    name = factory.SelfAttribute("registration.name")
    hours = 10
    facts = factory.LazyFunction(
        lambda: {
            name: {"kk": name, "ru": name, "en": name}
            for name in (
                "organization",
                "title",
                "programme",
                "dates",
                "place",
                "signer",
                "post",
            )
        }
    )


def registration(name):
    """Somebody whom a delegation is to name: not stored yet."""
    address = f"{str(name).encode().hex()}@example.org"
    return RegistrationFactory.build(name=str(name), email=address, delegation=None, seminar=None)

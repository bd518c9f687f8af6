"""Records of what is said: each factory makes the least that is valid, in Kazakh and Russian."""

import datetime as dt
import io

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from publications.articles.models import Article, ArticleText, Rubric, Status
from publications.guides.models import Guide, GuideTopic
from publications.newsletter.models import (
    Frequency,
    NewsletterSubscription,
    SubscriptionStatus,
)
from publications.pictures.models import Picture
from publications.press.models import Coverage, Level, MediaPartnership, Medium, Outlet, OutletKind
from publications.printed.models import (
    DocumentKind,
    LibraryDocument,
    NewspaperIssue,
    PrintedMatter,
    PrintedMatterKind,
    Subscription,
)
from publications.social.models import SocialPost
from tests.unions.factories import OrganizationFactory


def picture_file(width=300, height=200, image_format="JPEG", name="photo.jpg"):
    """A photograph-like file: a gradient, so that its encodings differ by size; small, because
    every size and format of it takes its time.
    """
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    stream = io.BytesIO()
    image.save(stream, image_format)
    return ContentFile(stream.getvalue(), name=name)


class RubricFactory(DjangoModelFactory):
    class Meta:
        model = Rubric

    slug = factory.Sequence(lambda n: f"aidar-{n + 1}")
    name_kk = factory.Sequence(lambda n: f"Айдар {n + 1}")
    name_ru = factory.Sequence(lambda n: f"Рубрика {n + 1}")


class PictureFactory(DjangoModelFactory):
    """A picture as it lies after the upload, without its renditions."""

    class Meta:
        model = Picture

    organization = factory.SubFactory(OrganizationFactory)
    original = factory.LazyFunction(picture_file)
    alt_kk = "Залдағы адамдар"
    alt_ru = "Люди в зале"


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article

    organization = factory.SubFactory(OrganizationFactory)


class ArticleTextFactory(DjangoModelFactory):
    """A complete draft; `published=True` makes it public an hour ago."""

    class Meta:
        model = ArticleText

    class Params:
        published = factory.Trait(
            status=Status.PUBLISHED,
            published_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1)),
        )

    article = factory.SubFactory(ArticleFactory)
    language = "kk"
    title = factory.Sequence(lambda n: f"Жаңалық {n + 1}")
    slug = factory.Sequence(lambda n: f"zhanalyq-{n + 1}")
    lead = "Кәсіподақ ұйымы семинар өткізді."
    body = "<p>Семинарға ұйымның мүшелері қатысты.</p>"


class OutletFactory(DjangoModelFactory):
    class Meta:
        model = Outlet

    name_kk = factory.Sequence(lambda n: f"Газет {n + 1}")
    name_ru = factory.Sequence(lambda n: f"Газета {n + 1}")
    kind = OutletKind.NEWSPAPER
    level = Level.REGIONAL


class CoverageFactory(DjangoModelFactory):
    class Meta:
        model = Coverage

    organization = factory.SubFactory(OrganizationFactory)
    outlet = factory.SubFactory(OutletFactory)
    medium = Medium.PRESS
    starts_on = dt.date(2024, 3, 12)


class MediaPartnershipFactory(DjangoModelFactory):
    class Meta:
        model = MediaPartnership

    organization = factory.SubFactory(OrganizationFactory)
    outlet = factory.SubFactory(OutletFactory)


class SocialPostFactory(DjangoModelFactory):
    class Meta:
        model = SocialPost

    organization = factory.SubFactory(OrganizationFactory)
    url = factory.Sequence(lambda n: f"https://www.instagram.com/p/C{n + 1}/")
    entered = factory.SelfAttribute("url")
    starts_on = dt.date(2024, 3, 12)


class PrintedMatterFactory(DjangoModelFactory):
    class Meta:
        model = PrintedMatter

    organization = factory.SubFactory(OrganizationFactory)
    kind = PrintedMatterKind.MEMO
    starts_on = dt.date(2024, 3, 12)


class SubscriptionFactory(DjangoModelFactory):
    class Meta:
        model = Subscription

    organization = factory.SubFactory(OrganizationFactory)
    outlet = factory.SubFactory(OutletFactory)
    year = 2024


class LibraryDocumentFactory(DjangoModelFactory):
    class Meta:
        model = LibraryDocument

    organization = factory.SubFactory(OrganizationFactory)
    kind = DocumentKind.GUIDE
    slug = factory.Sequence(lambda n: f"nusqaulyq-{n + 1}")
    name_kk = factory.Sequence(lambda n: f"Нұсқаулық {n + 1}")
    name_ru = factory.Sequence(lambda n: f"Руководство {n + 1}")


class NewspaperIssueFactory(DjangoModelFactory):
    class Meta:
        model = NewspaperIssue

    outlet = factory.SubFactory(OutletFactory, publisher=factory.SubFactory(OrganizationFactory))
    number = factory.Sequence(lambda n: f"{n + 1}")
    published_on = dt.date(2024, 3, 12)


class GuideFactory(DjangoModelFactory):
    class Meta:
        model = Guide

    organization = factory.SubFactory(OrganizationFactory)
    topic = GuideTopic.PAY
    slug = factory.Sequence(lambda n: f"quqyq-{n + 1}")
    question_kk = factory.Sequence(lambda n: f"Жалақы кешіксе, не істеу керек? ({n + 1})")
    question_ru = factory.Sequence(lambda n: f"Зарплату задержали: что делать? ({n + 1})")
    answer_kk = "Жалақы айына кемінде бір рет төленеді."
    answer_ru = "Зарплату выплачивают не реже раза в месяц."
    steps_kk = "Есеп парағын сұраңыз.\nКәсіподаққа жүгініңіз."
    steps_ru = "Попросите расчётный лист.\nОбратитесь в профсоюз."
    question_en = factory.Sequence(lambda n: f"My wages are late: what can I do? ({n + 1})")
    answer_en = "Wages are paid at least once a month."
    steps_en = "Ask for the pay slip.\nTurn to your trade union."
    reviewed_on = dt.date(2026, 3, 12)


class NewsletterSubscriptionFactory(DjangoModelFactory):
    """Gets all news each day, and got the last of it two days ago; `topics` are other pairs."""

    class Meta:
        model = NewsletterSubscription
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"reader{n + 1}@example.org")
    language = "kk"
    frequency = Frequency.DAILY
    status = SubscriptionStatus.ACTIVE
    confirmed_at = gathered_until = factory.LazyFunction(
        lambda: timezone.now() - dt.timedelta(days=2)
    )

    @factory.post_generation
    def topics(self, create, chosen, **kwargs):
        for rubric, organization in chosen or [(None, None)]:
            self.topics.create(rubric=rubric, organization=organization)

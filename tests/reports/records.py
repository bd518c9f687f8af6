"""A record that counts for an indicator, whichever it is: one maker for each model that counts."""

import datetime as dt

from mediacenter.outreach.models import (
    Appeal,
    Campaign,
    CommitteeHearing,
    Contest,
    NoticeBoardRegister,
    Visit,
)
from publications.articles.models import (
    Accreditation,
    ArticleKind,
    ArticleText,
    Audience,
    Correction,
)
from publications.plan.models import PlanItem
from publications.press.models import (
    Coverage,
    CrisisCard,
    Journalist,
    MediaContact,
    MediaPartnership,
    Medium,
    PressEvent,
    PressEventKind,
    Tone,
)
from publications.printed.models import (
    LibraryDocument,
    NewspaperIssue,
    PrintedMatter,
    PrintedMatterKind,
    Subscription,
)
from publications.social.models import SocialPost
from tests.outreach import factories as outreach
from tests.publications import factories as publications
from tests.publications.plan.factories import PlanItemFactory
from tests.training import factories as training
from tests.unions.factories import ChannelFactory
from training.models import Seminar, SeminarFigure
from unions.models import Channel, FollowerCount, Network

YEAR = 2024
DAY = dt.date(YEAR, 6, 1)
MOMENT = f"{YEAR}-06-01T10:00:00Z"
MEDIA = {"broadcasts": Medium.BROADCAST, "mentions": Medium.PARTNER}


def record_of(indicator, organization):
    """Make a record of the organization that counts for the indicator in YEAR.

    A KeyError says that a new model counts and wants its maker here.
    """
    last_word = indicator.code.rpartition(".")[2]
    return MAKERS[indicator.counted_from.model](organization, last_word)


def among(choices, word, otherwise):
    return word if word in choices.values else otherwise


def text(organization, word):
    audiences = [word] if word in Audience.values else []
    kind = among(ArticleKind, word, ArticleKind.NEWS)
    article = publications.ArticleFactory(organization=organization, kind=kind, audiences=audiences)
    return publications.ArticleTextFactory(article=article, published=True, published_at=MOMENT)


def correction(organization, word):
    made = Correction.objects.create(text=text(organization, word), note="Дата исправлена")
    Correction.objects.filter(pk=made.pk).update(made_at=MOMENT)
    return made


def channel(organization, word):
    if word == "both_pages":
        ChannelFactory(organization=organization, network=Network.INSTAGRAM)
        return ChannelFactory(organization=organization, network=Network.FACEBOOK)
    return ChannelFactory(
        organization=organization, network=among(Network, word, Network.INSTAGRAM)
    )


def journalist(organization):
    return Journalist.objects.create(name="Редакция", organization=organization)


def coverage(organization, word):
    return publications.CoverageFactory(
        organization=organization,
        medium=MEDIA.get(word, Medium.PRESS),
        tone=among(Tone, word, ""),
        topic="Еңбек",
    )


def printed(organization, word):
    kind = among(PrintedMatterKind, word, PrintedMatterKind.MEMO)
    return publications.PrintedMatterFactory(
        organization=organization, kind=kind, title_kk="Жаднама", copies=50
    )


def crisis(organization, word):
    return CrisisCard.objects.create(
        organization=organization,
        title="Дағдарыс",
        trigger="Жалақы",
        level="local",
        opened_at=MOMENT,
        closed_at=MOMENT,
    )


def press_event(organization, word):
    return PressEvent.objects.create(
        organization=organization,
        kind=among(PressEventKind, word, PressEventKind.BRIEFING),
        topic="Қорытынды",
        starts_on=DAY,
        attended=6,
    )


def visit(organization, word):
    mode = "online" if word == "online_meetings" else "in_person"
    return outreach.VisitFactory(organization=organization, mode=mode)


def audience_of_a_seminar(organization, word):
    seminar = training.SeminarFactory()
    seminar.audience.add(organization)
    return seminar


MAKERS = {
    Accreditation: lambda one, word: journalist(one).accreditations.create(
        reach=one, starts_on=DAY, ends_on=DAY
    ),
    Appeal: lambda one, word: outreach.AppealFactory(organization=one, answered_on=DAY),
    ArticleText: text,
    Campaign: lambda one, word: outreach.CampaignFactory(organization=one, starts_on=DAY),
    Channel: channel,
    CommitteeHearing: lambda one, word: outreach.CommitteeHearingFactory(
        organization=one, resolution="№ 5"
    ),
    Contest: lambda one, word: outreach.ContestFactory(
        organization=one, starts_on=DAY, followers_gained=40
    ),
    Correction: correction,
    Coverage: coverage,
    CrisisCard: crisis,
    FollowerCount: lambda one, word: channel(one, word).follower_counts.create(
        number=30, counted_on=DAY
    ),
    LibraryDocument: lambda one, word: publications.LibraryDocumentFactory(
        organization=one, year=YEAR
    ),
    MediaContact: lambda one, word: journalist(one).contacts.create(
        happened_on=DAY, way="call", note="пресс-тур"
    ),
    MediaPartnership: lambda one, word: publications.MediaPartnershipFactory(organization=one),
    NewspaperIssue: lambda one, word: publications.NewspaperIssueFactory(
        outlet__publisher=one, published_on=DAY, copies=500
    ),
    NoticeBoardRegister: lambda one, word: outreach.NoticeBoardRegisterFactory(
        organization=one, number=3
    ),
    PlanItem: lambda one, word: PlanItemFactory(
        occasion__organization=one, status="released", release_on=DAY
    ),
    PressEvent: press_event,
    PrintedMatter: printed,
    Seminar: lambda one, word: training.SeminarFactory(
        organizer=one, programme=training.ProgrammeFactory(kind="marathon")
    ),
    Seminar.audience.through: audience_of_a_seminar,
    SeminarFigure: lambda one, word: training.SeminarFigureFactory(seminar__organizer=one),
    SocialPost: lambda one, word: publications.SocialPostFactory(organization=one),
    Subscription: lambda one, word: publications.SubscriptionFactory(organization=one, copies=7),
    Visit: visit,
}

"""All indicators of the report, in the order of its sections."""

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from mediacenter.outreach.models import (
    Appeal,
    Campaign,
    CommitteeHearing,
    Contest,
    NoticeBoardRegister,
    Visit,
    VisitMode,
)
from mediacenter.toolkit.alphabetical import LANGUAGES
from mediacenter.toolkit.dates import Precision
from publications.models import (
    ArticleKind,
    ArticleText,
    Audience,
    Correction,
    Coverage,
    CrisisCard,
    LibraryDocument,
    MediaContact,
    MediaPartnership,
    Medium,
    NewspaperIssue,
    PlanItem,
    PlanStatus,
    PressEvent,
    PressEventKind,
    PrintedMatter,
    PrintedMatterKind,
    SocialPost,
    Subscription,
    Tone,
)
from training.models import Counted, ProgrammeKind, Seminar, SeminarFigure
from unions.models import Channel, FollowerCount, Network, Organization

from .indicator import (
    BetweenYears,
    During,
    Indicator,
    InYear,
    Jointly,
    Kind,
    Latest,
    On,
    Section,
    Stays,
    Sum,
)

SOCIAL_NETWORKS = (
    Network.FACEBOOK,
    Network.INSTAGRAM,
    Network.YOUTUBE,
    Network.TELEGRAM,
    Network.TIKTOK,
)

# Explicit columns: the bare names would be those of whatever language is active at the import.
TITLED = Q(title_kk__gt="") | Q(title_ru__gt="") | Q(title_en__gt="")
PLACE = Coalesce(
    *(NullIf(f"place_{language}", Value("")) for language in LANGUAGES), output_field=CharField()
)


def single(events):
    """Events that can be counted: of one known to the year alone it is not said that it was one."""
    return events.filter(precision__in=[Precision.DAY, Precision.MONTH])


def with_page_in(network):
    return Exists(
        Channel.objects.filter(organization=OuterRef("pk"), network=network, closed_on=None)
    )


def joint(medium):
    """Coverage of a medium that its organization shares with others."""
    shares = Coverage.shared_with.through.objects.filter(coverage__medium=medium)
    return Jointly(shares, record="coverage")


STAFF = (
    Indicator(
        code="staff.information_officers",
        section=Section.STAFF,
        name=_("Staff posts for information work"),
        unit=_("posts"),
    ),
    Indicator(
        code="training.seminars",
        section=Section.STAFF,
        name=_("Seminars organized"),
        unit=_("seminars"),
        counted_from=Seminar.objects.all(),
        organization="organizer",
        year=On("ends_on"),
        opens="admin:training_seminar_changelist",
    ),
    Indicator(
        code="training.marathon_events",
        section=Section.STAFF,
        name=_("Events of the educational marathon"),
        unit=_("events"),
        counted_from=Seminar.objects.filter(programme__kind=ProgrammeKind.MARATHON),
        organization="organizer",
        year=On("ends_on"),
        opens="admin:training_seminar_changelist",
    ),
    Indicator(
        code="training.participants",
        section=Section.STAFF,
        name=_("Participants of seminars"),
        unit=_("participants"),
        counted_from=SeminarFigure.objects.filter(counted=Counted.PARTICIPANTS),
        organization="seminar__organizer",
        year=On("seminar__ends_on"),
        amount="number",
        qualifier="qualifier",
        opens="admin:training_seminar_changelist",
    ),
    Indicator(
        code="training.attended",
        section=Section.STAFF,
        name=_("Seminars in which its people took part"),
        unit=_("seminars"),
        adds_up=Sum(distinct="seminar"),  # a joint seminar counts once in the common parent
        counted_from=Seminar.audience.through.objects.all(),
        year=On("seminar__ends_on"),
        opens="admin:training_seminar_changelist",
    ),
)

REACH = (
    Indicator(
        code="channels.both_pages",
        section=Section.REACH,
        name=_("Organizations with pages on both Facebook and Instagram"),
        unit=_("organizations"),
        counted_from=Organization.objects.filter(
            with_page_in(Network.FACEBOOK), with_page_in(Network.INSTAGRAM)
        ),
        organization="",
        year=During("founded_on", "closed_on"),
        opens="admin:unions_channel_changelist",
    ),
    *(
        Indicator(
            code=f"channels.{network}",
            section=Section.REACH,
            name=name,
            unit=_("pages"),
            adds_up=Sum(distinct="url"),  # a page that two organizations claim is one page
            counted_from=Channel.objects.filter(network=network),
            year=During("since", "closed_on"),
            opens="admin:unions_channel_changelist",
        )
        for network, name in (
            (Network.FACEBOOK, _("Pages on Facebook")),
            (Network.INSTAGRAM, _("Pages on Instagram")),
            (Network.YOUTUBE, _("Channels on YouTube")),
            (Network.TELEGRAM, _("Channels in Telegram")),
            (Network.TIKTOK, _("Pages on TikTok")),
            (Network.WHATSAPP, _("Groups in WhatsApp")),
            (Network.SITE, _("Websites of its own")),
            (Network.NEWSPAPER, _("Newspapers of its own")),
        )
    ),
)

INTERNET = (
    Indicator(
        code="articles.published",
        section=Section.INTERNET,
        name=_("Articles published on the portal"),
        unit=_("articles"),
        adds_up=Sum(distinct="article"),  # in how many languages does not matter
        counted_from=ArticleText.objects.published(),
        organization="article__organization",
        year=On("published_at"),
        opens="admin:publications_article_changelist",
    ),
    *(
        Indicator(
            code=f"articles.{name}",
            section=Section.INTERNET,
            name=words,
            unit=_("articles"),
            adds_up=Sum(distinct="article"),
            counted_from=ArticleText.objects.published().filter(condition),
            organization="article__organization",
            year=On("published_at"),
            opens="admin:publications_article_changelist",
        )
        for name, condition, words in (
            *(
                (f"kind.{kind}", Q(article__kind=kind), words)
                for kind, words in (
                    (ArticleKind.PRESS_RELEASE, _("Press releases")),
                    (ArticleKind.ANNOUNCEMENT, _("Announcements")),
                    (ArticleKind.INTERVIEW, _("Interviews on the portal")),
                    (ArticleKind.PHOTO, _("Photo reports")),
                    (ArticleKind.VIDEO, _("Video reports")),
                )
            ),
            *(
                (f"audience.{audience}", Q(article__audiences__contains=[audience]), words)
                for audience, words in (
                    (Audience.YOUTH, _("Articles for youth")),
                    (Audience.WOMEN, _("Articles for women")),
                    (Audience.MIGRANTS, _("Articles for migrant workers")),
                    (Audience.INFORMAL, _("Articles for workers of the informal economy")),
                    (Audience.DIGITAL, _("Articles for workers of the digital economy")),
                )
            ),
        )
    ),
    Indicator(
        code="articles.corrections",
        section=Section.INTERNET,
        name=_("Corrections shown to readers"),
        unit=_("corrections"),
        counted_from=Correction.objects.all(),
        organization="text__article__organization",
        year=On("made_at"),
        opens="admin:publications_article_changelist",
    ),
    Indicator(
        code="social.materials",
        section=Section.INTERNET,
        name=_("Materials published on social network pages"),
        unit=_("materials"),
        adds_up=Sum(distinct="url"),  # a post that two organizations enter is one post
        counted_from=SocialPost.objects.all(),
        year=On("ends_on"),
        opens="admin:publications_socialpost_changelist",
    ),
    *(
        Indicator(
            code=f"social.followers.{network}",
            section=Section.INTERNET,
            name=name,
            unit=_("followers"),
            adds_up=Latest(distinct="channel__url", at="counted_on"),
            counted_from=FollowerCount.objects.filter(channel__network=network),
            organization="channel__organization",
            year=On("counted_on"),
            amount="number",
            qualifier="qualifier",
            opens="admin:unions_channel_changelist",
        )
        for network, name in (
            (Network.FACEBOOK, _("Followers on Facebook")),
            (Network.INSTAGRAM, _("Followers on Instagram")),
            (Network.YOUTUBE, _("Subscribers on YouTube")),
            (Network.TELEGRAM, _("Subscribers in Telegram")),
            (Network.TIKTOK, _("Followers on TikTok")),
        )
    ),
    Indicator(
        code="social.followers_gained",
        section=Section.INTERNET,
        name=_("Followers gained by prize draws"),
        unit=_("followers"),
        counted_from=Contest.objects.all(),
        year=On("ends_on"),
        amount="followers_gained",
        qualifier="followers_gained_qualifier",
        opens="admin:outreach_contest_changelist",
    ),
)

MEDIA = (
    Indicator(
        code="press.publications",
        section=Section.MEDIA,
        name=_("Publications in newspapers and magazines"),
        unit=_("publications"),
        adds_up=Sum(distinct="url"),  # a joint publication counts once in the common parent
        counted_from=Coverage.objects.press(),
        jointly=joint(Medium.PRESS),
        year=On("ends_on"),
        opens="admin:publications_coverage_changelist",
    ),
    Indicator(
        code="press.broadcasts",
        section=Section.MEDIA,
        name=_("Appearances on television, radio and video channels"),
        unit=_("broadcasts"),
        adds_up=Sum(distinct="url"),
        counted_from=Coverage.objects.broadcasts(),
        jointly=joint(Medium.BROADCAST),
        year=On("ends_on"),
        opens="admin:publications_coverage_changelist",
    ),
    Indicator(
        code="press.outlets",
        section=Section.MEDIA,
        name=_("Outlets that write about the organization"),
        unit=_("outlets"),
        adds_up=Sum(distinct="outlet"),
        counted_from=MediaPartnership.objects.all(),
        year=BetweenYears("first_year", "last_year"),
        opens="admin:publications_mediapartnership_changelist",
    ),
    Indicator(
        code="press.partner_mentions",
        section=Section.MEDIA,
        name=_("Social partners tell of the union's work on their own pages"),
        unit=_("yes or no"),
        kind=Kind.YES_NO,
        adds_up=Stays(),
    ),
    Indicator(
        code="press.mentions",
        section=Section.MEDIA,
        name=_("Mentions by social partners"),
        unit=_("mentions"),
        adds_up=Sum(distinct="url"),
        counted_from=Coverage.objects.partners(),
        jointly=joint(Medium.PARTNER),
        year=On("ends_on"),
        opens="admin:publications_coverage_changelist",
    ),
    *(
        Indicator(
            code=f"press.tone.{tone}",
            section=Section.MEDIA,
            name=name,
            unit=_("publications"),
            adds_up=Sum(distinct="url"),
            counted_from=Coverage.objects.filter(tone=tone),
            jointly=Jointly(
                Coverage.shared_with.through.objects.filter(coverage__tone=tone), record="coverage"
            ),
            year=On("ends_on"),
            opens="admin:publications_coverage_changelist",
        )
        for tone, name in (
            (Tone.POSITIVE, _("Publications and broadcasts of a positive tone")),
            (Tone.NEUTRAL, _("Publications and broadcasts of a neutral tone")),
            (Tone.NEGATIVE, _("Publications and broadcasts of a negative tone")),
        )
    ),
    *(
        Indicator(
            code=f"press.events.{kind}",
            section=Section.MEDIA,
            name=name,
            unit=_("events"),
            counted_from=single(PressEvent.objects.filter(kind=kind)),
            year=On("ends_on"),
            opens="admin:publications_pressevent_changelist",
        )
        for kind, name in (
            (PressEventKind.CONFERENCE, _("Press conferences")),
            (PressEventKind.BRIEFING, _("Briefings")),
            (PressEventKind.INTERVIEW, _("Interviews given")),
        )
    ),
    Indicator(
        code="press.journalists",
        section=Section.MEDIA,
        name=_("Journalists whom it was in contact with"),
        unit=_("journalists"),
        adds_up=Sum(distinct="journalist"),
        counted_from=MediaContact.objects.all(),
        organization="journalist__organization",
        year=On("happened_on"),
        opens="admin:publications_journalist_changelist",
    ),
    Indicator(
        code="press.contacts",
        section=Section.MEDIA,
        name=_("Contacts with journalists"),
        unit=_("contacts"),
        counted_from=MediaContact.objects.all(),
        organization="journalist__organization",
        year=On("happened_on"),
        opens="admin:publications_journalist_changelist",
    ),
)

PRINT = (
    Indicator(
        code="print.kinds",
        section=Section.PRINT,
        name=_("Kinds of printed matter"),
        unit=_("kinds"),
        adds_up=Sum(distinct="kind"),
        counted_from=PrintedMatter.objects.all(),
        year=On("ends_on"),
        opens="admin:publications_printedmatter_changelist",
    ),
    *(
        Indicator(
            code=f"print.{kind}",
            section=Section.PRINT,
            name=name,
            unit=_("titles"),
            # a record without a title says that the kind was printed, not how many of it
            counted_from=PrintedMatter.objects.filter(TITLED, kind=kind),
            year=On("ends_on"),
            opens="admin:publications_printedmatter_changelist",
        )
        for kind, name in (
            (PrintedMatterKind.MEMO, _("Memos")),
            (PrintedMatterKind.BROCHURE, _("Brochures")),
            (PrintedMatterKind.LEAFLET, _("Leaflets")),
            (PrintedMatterKind.POSTER, _("Posters")),
            (PrintedMatterKind.BOOKLET, _("Booklets")),
            (PrintedMatterKind.BULLETIN, _("Information bulletins")),
            (PrintedMatterKind.EXPRESS, _("Express information sheets")),
            (PrintedMatterKind.METHODS, _("Methodological recommendations")),
            (PrintedMatterKind.OTHER, _("Other printed matter")),
        )
    ),
    Indicator(
        code="print.copies",
        section=Section.PRINT,
        name=_("Copies printed"),
        unit=_("copies"),
        counted_from=PrintedMatter.objects.all(),
        year=On("ends_on"),
        amount="copies",
        opens="admin:publications_printedmatter_changelist",
    ),
    Indicator(
        code="print.newspaper_issues",
        section=Section.PRINT,
        name=_("Issues of its newspapers"),
        unit=_("issues"),
        counted_from=NewspaperIssue.objects.filter(outlet__publisher__isnull=False),
        organization="outlet__publisher",
        year=On("published_on"),
        opens="admin:publications_newspaperissue_changelist",
    ),
    Indicator(
        code="print.newspaper_copies",
        section=Section.PRINT,
        name=_("Copies of its newspapers"),
        unit=_("copies"),
        counted_from=NewspaperIssue.objects.filter(outlet__publisher__isnull=False),
        organization="outlet__publisher",
        year=On("published_on"),
        amount="copies",
        opens="admin:publications_newspaperissue_changelist",
    ),
    Indicator(
        code="library.documents",
        section=Section.PRINT,
        name=_("Documents and guides of the year in the library"),
        unit=_("documents"),
        counted_from=LibraryDocument.objects.all(),
        year=InYear("year"),
        opens="admin:publications_librarydocument_changelist",
    ),
    Indicator(
        code="print.subscriptions",
        section=Section.PRINT,
        name=_("Newspapers and magazines subscribed to"),
        unit=_("outlets"),
        adds_up=Sum(distinct="outlet"),
        counted_from=Subscription.objects.all(),
        year=InYear("year"),
        opens="admin:publications_subscription_changelist",
    ),
    Indicator(
        code="print.subscription_copies",
        section=Section.PRINT,
        name=_("Copies subscribed to"),
        unit=_("copies"),
        counted_from=Subscription.objects.all(),
        year=InYear("year"),
        amount="copies",
        opens="admin:publications_subscription_changelist",
    ),
    Indicator(
        code="boards.standing",
        section=Section.PRINT,
        name=_("Notice boards"),
        unit=_("boards"),
        counted_from=NoticeBoardRegister.objects.filter(starts_on__isnull=False),
        year=During("starts_on", "ends_on"),
        amount="number",
        qualifier="qualifier",
        opens="admin:outreach_noticeboardregister_changelist",
    ),
)

EVENTS = (
    Indicator(
        code="field.campaigns",
        section=Section.EVENTS,
        name=_("Campaigns"),
        unit=_("campaigns"),
        counted_from=Campaign.objects.filter(starts_on__isnull=False),
        year=During("starts_on", "ends_on"),
        opens="admin:outreach_campaign_changelist",
    ),
    Indicator(
        code="field.visits",
        section=Section.EVENTS,
        name=_("Visits to primary organizations"),
        unit=_("visits"),
        counted_from=single(Visit.objects.filter(mode=VisitMode.IN_PERSON)),
        year=On("ends_on"),
        opens="admin:outreach_visit_changelist",
    ),
    Indicator(
        code="field.places_visited",
        section=Section.EVENTS,
        name=_("Districts and cities visited"),
        unit=_("places"),
        adds_up=Sum(distinct="named_place"),
        counted_from=Visit.objects.filter(mode=VisitMode.IN_PERSON)
        .annotate(named_place=PLACE)
        .exclude(named_place=None),
        year=On("ends_on"),
        opens="admin:outreach_visit_changelist",
    ),
    Indicator(
        code="field.online_meetings",
        section=Section.EVENTS,
        name=_("Online meetings"),
        unit=_("meetings"),
        counted_from=single(Visit.objects.filter(mode=VisitMode.ONLINE)),
        year=On("ends_on"),
        opens="admin:outreach_visit_changelist",
    ),
    Indicator(
        code="contests.held",
        section=Section.EVENTS,
        name=_("Contests and prize draws"),
        unit=_("contests"),
        counted_from=Contest.objects.filter(starts_on__isnull=False),
        year=During("starts_on", "ends_on"),
        opens="admin:outreach_contest_changelist",
    ),
)

FEEDBACK = (
    Indicator(
        code="appeals.received",
        section=Section.FEEDBACK,
        name=_("Appeals, messages and questions received"),
        unit=_("appeals"),
        counted_from=Appeal.objects.all(),
        year=On("received_on"),
        opens="admin:outreach_appeal_changelist",
    ),
    Indicator(
        code="appeals.answered",
        section=Section.FEEDBACK,
        name=_("Appeals, messages and questions answered"),
        unit=_("appeals"),
        counted_from=Appeal.objects.filter(answered_on__isnull=False),
        year=On("answered_on"),
        opens="admin:outreach_appeal_changelist",
    ),
)

BODIES = (
    Indicator(
        code="hearings.held",
        section=Section.BODIES,
        name=_("Questions of information work considered by committees"),
        unit=_("questions"),
        counted_from=single(CommitteeHearing.objects.all()),
        year=On("ends_on"),
        opens="admin:outreach_committeehearing_changelist",
    ),
    Indicator(
        code="hearings.resolutions",
        section=Section.BODIES,
        name=_("Resolutions adopted"),
        unit=_("resolutions"),
        counted_from=CommitteeHearing.objects.exclude(resolution=""),
        year=On("ends_on"),
        opens="admin:outreach_committeehearing_changelist",
    ),
)

# Ideas are not planned yet; what was postponed or cancelled is not planned any more.
UNPLANNED = [PlanStatus.IDEA, PlanStatus.POSTPONED, PlanStatus.CANCELLED]
NEWSROOM = (
    Indicator(
        code="plan.items",
        section=Section.NEWSROOM,
        name=_("Items of the media plan"),
        unit=_("items"),
        counted_from=PlanItem.objects.exclude(status__in=UNPLANNED),
        organization="occasion__organization",
        year=On("release_on"),
        opens="admin:publications_planitem_changelist",
    ),
    Indicator(
        code="plan.released",
        section=Section.NEWSROOM,
        name=_("Items of the media plan that were released"),
        unit=_("items"),
        counted_from=PlanItem.objects.filter(status__in=[PlanStatus.RELEASED, PlanStatus.MEASURED]),
        organization="occasion__organization",
        year=On("release_on"),
        opens="admin:publications_planitem_changelist",
    ),
    Indicator(
        code="crises.opened",
        section=Section.NEWSROOM,
        name=_("Crisis cards opened"),
        unit=_("cards"),
        counted_from=CrisisCard.objects.all(),
        year=On("opened_at"),
        opens="admin:publications_crisiscard_changelist",
    ),
    Indicator(
        code="crises.closed",
        section=Section.NEWSROOM,
        name=_("Crisis cards closed"),
        unit=_("cards"),
        counted_from=CrisisCard.objects.filter(closed_at__isnull=False),
        year=On("closed_at"),
        opens="admin:publications_crisiscard_changelist",
    ),
)

SECTIONS = (STAFF, REACH, INTERNET, MEDIA, PRINT, EVENTS, FEEDBACK, BODIES, NEWSROOM)
REGISTRY = {indicator.code: indicator for section in SECTIONS for indicator in section}

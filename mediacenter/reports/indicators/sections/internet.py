"""What is said on the portal and in social networks, and who follows it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.outreach.models import Contest
from mediacenter.reports.indicators.indicator import Indicator, Latest, On, Section, Stays, Sum
from publications.articles.models import ArticleKind, ArticleText, Audience, Correction
from publications.social.models import SocialPost
from unions.models import FollowerCount, Network

FOLLOWERS = {
    Network.FACEBOOK: _("Followers on Facebook"),
    Network.INSTAGRAM: _("Followers on Instagram"),
    Network.YOUTUBE: _("Subscribers on YouTube"),
    Network.TELEGRAM: _("Subscribers in Telegram"),
    Network.TIKTOK: _("Followers on TikTok"),
}

INDICATORS = (
    Indicator(
        code="articles.published",
        section=Section.INTERNET,
        name=_("Articles published on the portal"),
        unit=pgettext_lazy("unit", "articles"),
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
            unit=pgettext_lazy("unit", "articles"),
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
                    (ArticleKind.ANNOUNCEMENT, pgettext_lazy("indicator", "Announcements")),
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
        unit=pgettext_lazy("unit", "corrections"),
        counted_from=Correction.objects.all(),
        organization="text__article__organization",
        year=On("made_at"),
        opens="admin:publications_article_changelist",
    ),
    Indicator(
        code="social.materials",
        section=Section.INTERNET,
        name=_("Materials published on social network pages"),
        unit=pgettext_lazy("unit", "materials"),
        adds_up=Sum(distinct="link_key"),  # a post that two organizations enter is one post
        counted_from=SocialPost.objects.all(),
        year=On("ends_on"),
        opens="admin:publications_socialpost_changelist",
    ),
    *(
        Indicator(
            code=f"social.followers.{network}",
            section=Section.INTERNET,
            name=name,
            unit=pgettext_lazy("unit", "followers"),
            adds_up=Latest(distinct="channel__link_key", at="counted_on"),
            counted_from=FollowerCount.objects.filter(channel__network=network),
            organization="channel__organization",
            year=On("counted_on"),
            amount="number",
            qualifier="qualifier",
            opens="admin:unions_channel_changelist",
        )
        for network, name in FOLLOWERS.items()
    ),
    Indicator(
        code="social.followers_gained",
        section=Section.INTERNET,
        name=_("Followers gained by prize draws"),
        unit=pgettext_lazy("unit", "followers"),
        counted_from=Contest.objects.all(),
        year=On("ends_on"),
        amount="followers_gained",
        qualifier="followers_gained_qualifier",
        opens="admin:outreach_contest_changelist",
    ),
    Indicator(
        code="internet.site_age",
        section=Section.INTERNET,
        name=_("Years for which the website has stood"),
        unit=pgettext_lazy("unit", "years"),
        adds_up=Stays(),
    ),
    Indicator(
        code="internet.mailings",
        section=Section.INTERNET,
        name=_("Mailings to members by e-mail"),
        unit=pgettext_lazy("unit", "mailings"),
    ),
    Indicator(
        code="internet.chat_bots",
        section=Section.INTERNET,
        name=_("Chat bots"),
        unit=pgettext_lazy("unit", "bots"),
    ),
)

"""Pages, channels and newspapers of the organizations."""

from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.indicators.indicator import AtYearEnd, Indicator, Section, Stays, Sum
from unions.models import Channel, Network

# A page on Facebook beside each on Instagram, as long as both stood. PostgreSQL's GREATEST and
# LEAST pass over what is not known.
BOTH_PAGES = (
    Channel.objects.filter(
        network=Network.FACEBOOK, organization__channels__network=Network.INSTAGRAM
    )
    .annotate(
        both_since=Greatest("since", F("organization__channels__since")),
        both_until=Least("closed_on", F("organization__channels__closed_on")),
    )
    .filter(Q(both_since=None) | Q(both_until=None) | Q(both_since__lt=F("both_until")))
)

INDICATORS = (
    Indicator(
        code="reach.primaries",
        section=Section.REACH,
        name=_("Primary organizations"),
        unit=pgettext_lazy("unit", "organizations"),
    ),
    Indicator(
        code="reach.members",
        section=Section.REACH,
        name=_("Members of the trade union"),
        unit=pgettext_lazy("unit", "members"),
    ),
    Indicator(
        code="reach.coverage",
        section=Section.REACH,
        name=_("Workers who are members of the trade union"),
        unit=pgettext_lazy("unit", "per cent"),
        adds_up=Stays(),  # shares of one organization and another are not added
    ),
    Indicator(
        code="reach.primaries_with_email",
        section=Section.REACH,
        name=_("Primary organizations with an e-mail address"),
        unit=pgettext_lazy("unit", "organizations"),
    ),
    Indicator(
        code="reach.primaries_with_board",
        section=Section.REACH,
        name=_("Primary organizations with a notice board"),
        unit=pgettext_lazy("unit", "organizations"),
    ),
    Indicator(
        code="channels.both_pages",
        section=Section.REACH,
        name=_("Organizations with pages on both Facebook and Instagram"),
        unit=pgettext_lazy("unit", "organizations"),
        adds_up=Sum(distinct="organization"),
        counted_from=BOTH_PAGES,
        year=AtYearEnd("both_since", "both_until"),
        opens="admin:unions_channel_changelist",
    ),
    *(
        Indicator(
            code=f"channels.{network}",
            section=Section.REACH,
            name=name,
            unit=pgettext_lazy("unit", "pages"),
            adds_up=Sum(distinct="link_key"),  # a page that two organizations claim is one page
            counted_from=Channel.objects.filter(network=network),
            year=AtYearEnd("since", "closed_on"),
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

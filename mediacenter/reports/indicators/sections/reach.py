"""Pages, channels and newspapers of the organizations."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.indicators.indicator import During, Indicator, Section, Sum
from unions.models import Channel, Network, Organization


def with_page_in(network):
    return Exists(
        Channel.objects.filter(organization=OuterRef("pk"), network=network, closed_on=None)
    )


INDICATORS = (
    Indicator(
        code="channels.both_pages",
        section=Section.REACH,
        name=_("Organizations with pages on both Facebook and Instagram"),
        unit=pgettext_lazy("unit", "organizations"),
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
            unit=pgettext_lazy("unit", "pages"),
            adds_up=Sum(distinct="link_key"),  # a page that two organizations claim is one page
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

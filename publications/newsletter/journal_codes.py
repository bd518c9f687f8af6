"""What the use cases of this sub-room say in the journal: never an address."""

from django.utils.translation import gettext_lazy as _

CODES = {
    "newsletter.asked": _("subscription to the news asked for"),
    "newsletter.confirmed": _("subscription to the news confirmed"),
    "newsletter.extended": _("subscription to the news got further topics"),
    "newsletter.changed": _("subscription to the news changed"),
    "newsletter.paused": _("subscription to the news paused"),
    "newsletter.resumed": _("subscription to the news resumed"),
    "newsletter.ended": _("subscription to the news ended"),
    "newsletter.begun_again": _("subscription to the news begun again"),
}

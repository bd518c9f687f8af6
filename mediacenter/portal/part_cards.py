"""The cards that stand for the pages without a text, where they are shared: one for each part of
the site and language, drawn like the card of an article.
"""

from importlib.metadata import version

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as of

from publications.social.models import CardSize
from publications.social.sharing.drawing import DESIGN, draw_card

from .generated_files import GeneratedFiles

HOME = "portal"
# By the name of the rooms' addresses, which pages know as their `part`.
TITLES = {
    HOME: _("Trade unions: news, training, organizations"),
    "guides": _("Know your rights"),
    "library": of("heading", "Library"),
    "newspapers": _("Newspapers of the trade unions"),
    "publications": of("heading", "News"),
    "reports": _("Yearly reports"),
    "training": of("heading", "Training"),
    "unions": of("heading", "Organizations"),
}


def card_of(part, language):
    """Return the name in static/ and the title of the card of a part of the site."""
    known = part if part in TITLES else HOME
    return f"{PartCards.prefix}/{known}.{language}.png", str(TITLES[known])


class PartCards(GeneratedFiles):
    prefix = "cards"

    def names(self):
        return [f"{part}.{code}.png" for part in TITLES for code, _name in settings.LANGUAGES]

    def made_of(self):
        words = [self.words(name) for name in self.names()]
        return DESIGN, CardSize.WIDE.pixels, version("pymupdf-fonts"), words

    def make(self, name):
        return draw_card(size=CardSize.WIDE.pixels, **self.words(name))

    def words(self, name):
        part, language, _png = name.split(".")
        with override(language):
            return {
                "title": str(TITLES[part]),
                "rubric": "",
                "organization": gettext("Media centre"),
            }

"""The columns that an import knows: one list for its help, its reader and its refusals."""

import re
import unicodedata

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.toolkit.language import LANGUAGES

KEY = "id"  # written so in every language, as exports write it
LONGEST_HEADING = 300  # characters; what is longer is none
COUNTING = {"№", "n", "no", "nr", "#", "№ п/п", "п/п", "р/с", "№ р/с", "№ п.п.", "р/с №"}


def folded(heading):
    """A heading without what a table dresses it in: case, stars, colons, broken lines."""
    plain = unicodedata.normalize("NFKC", str(heading)).casefold().replace("№", "no")
    return re.sub(r"\s+", " ", plain).strip(" :*.\n")


def quoted(words):
    """Words of others, one after another, in the quotation marks of the active language."""
    return ", ".join(_("“%(words)s”") % {"words": one} for one in words)


class Columns:
    """The columns of a table; a heading of any language is known. `required`: their names.

    `headings` is called in each language and gives {name: heading}. Names themselves are known,
    too, and what `also` {name: headings} lists: as people say it, or as older tables called it.
    """

    def __init__(self, headings, *, required=(), also=None):
        self.headings = {
            name: KEY if heading == KEY else capfirst(str(heading))
            for name, heading in headings().items()
        }
        self.required = tuple(required)
        self.by_heading = {}
        for language in LANGUAGES:
            with override(language):
                for name, heading in headings().items():
                    self.by_heading.setdefault(folded(heading), name)
        for name in self.headings:
            for heading in (name, *(also or {}).get(name, ())):
                self.by_heading.setdefault(folded(heading), name)

    def name_of(self, heading):
        """The name of the column with this heading; "" if it is not known."""
        return self.by_heading.get(folded(heading), "") if len(heading) <= LONGEST_HEADING else ""

    def known_in(self, cells):
        """How many columns a row of headings would name."""
        return len({self.name_of(cell) for cell in cells if cell} - {""})

    def is_counting(self, heading):
        """Whether a column only numbers the rows."""
        is_short = len(heading) <= LONGEST_HEADING
        return is_short and folded(heading) in {folded(one) for one in COUNTING}

    def expected(self):
        return quoted(self.headings.values())

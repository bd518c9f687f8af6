"""What a text lacks before others may read it: what stops it, and what only calls for a look.

Whoever may publish the text decides on matters of judgement; for its writer they have to be
settled before the text is handed in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from mediacenter.toolkit.richtext import plain_text
from publications.articles.models import ArticleKind, ArticleText, LinkCheck, Status
from publications.articles.reading import reading_minutes, words_of
from unions.contacts import lacking

STATE_LANGUAGE = settings.LANGUAGE_CODE
LONGEST_TITLE = 120  # characters; networks and search engines cut what is longer
LONGEST_LEAD = 400
FEWEST_WORDS = 40
MOST_MINUTES = 10
SHORT_KINDS = {ArticleKind.ANNOUNCEMENT, ArticleKind.PHOTO, ArticleKind.VIDEO}

_PICTURE = re.compile(r"<img\b[^>]*>")
_WITH_ALTERNATIVE = re.compile(r'\balt="[^"]*\S[^"]*"')
_HEADING = re.compile(r"<h([2-4])\b")
_LINK = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]+)"')


class Stops(Enum):
    """Whom a finding stops; the others are told."""

    EVERYBODY = "everybody"
    WRITERS = "writers"
    UNSURE = "writers who have not seen it"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Finding:
    """One sentence on what a text lacks, in the active language.

    `place`: where it is mended: a column of the text or of its article, "gallery", or a language.
    `asks`: it stops whoever does not say that they go on despite it.
    """

    code: str
    place: str
    sentence: str
    is_blocking: bool
    asks: bool = False


@dataclass(frozen=True)
class Check:
    """Looks at a text and yields the place of each thing that is wrong with it, and a sentence."""

    code: str
    stops: Stops
    look: Callable


CHECKS = []


def checks(stops):
    def register(look):
        CHECKS.append(Check(look.__name__, stops, look))
        return look

    return register


def checklist(text, *, by=None):
    """Return the Findings on an ArticleText for a user, what stops it first.

    `by` None is the portal itself, which nobody has to convince on matters of judgement.
    """
    decides = by is None or by.has_perm("publications.publish_text", text)
    stopping = {Stops.EVERYBODY} if decides else {Stops.EVERYBODY, Stops.WRITERS}
    found = [
        Finding(
            check.code,
            place,
            sentence,
            is_blocking=check.stops in stopping,
            asks=check.stops is Stops.UNSURE and not decides,
        )
        for check in CHECKS
        for place, sentence in check.look(text)
    ]
    return sorted(found, key=lambda finding: not finding.is_blocking)


def missing_in(text, *, by=None):
    """Return what stops an ArticleText, as a list of sentences in the active language."""
    return [finding.sentence for finding in checklist(text, by=by) if finding.is_blocking]


def unsure_of(text, *, by=None):
    """Return the Findings that may be wrong themselves, and that `by` has to look at first."""
    return [finding for finding in checklist(text, by=by) if finding.asks]


def links_in(text):
    """The addresses of other sites that a text leads to, each once, in order."""
    found = (address.replace("&amp;", "&") for address in _LINK.findall(text.body))
    own = f"{settings.PUBLIC_URL}/"
    return list(dict.fromkeys(link for link in found if not link.startswith(own)))


@checks(Stops.EVERYBODY)
def title(text):
    if not text.title.strip():
        yield "title", _("The title is missing.")


@checks(Stops.EVERYBODY)
def lead(text):
    if not text.lead.strip():
        yield "lead", _("The lead is missing: the news in two or three sentences.")


@checks(Stops.EVERYBODY)
def body(text):
    if not plain_text(text.body) and not _PICTURE.search(text.body):
        yield "body", _("The text itself is missing.")


@checks(Stops.EVERYBODY)
def alternative_texts(text):
    if not all(map(_WITH_ALTERNATIVE.search, _PICTURE.findall(text.body))):
        yield "body", _("A picture in the text has no alternative text.")
    alternative = f"alt_{text.language}"
    cover = text.article.cover
    if cover is not None and not getattr(cover, alternative):
        yield "cover", _("The cover picture has no alternative text in this language.")
    blank = Q(**{f"picture__{alternative}": ""}) | Q(**{f"picture__{alternative}": None})
    if text.article.gallery.filter(blank).exists():
        yield "gallery", _("A picture of the gallery has no alternative text in this language.")


@checks(Stops.WRITERS)
def press_release(text):
    if text.article.kind != ArticleKind.PRESS_RELEASE:
        return
    if not (text.quote.strip() and text.quoted.strip()):
        yield "quote", _("A press release quotes somebody: write the words, the name and the post.")
    if not text.about_us.strip():
        yield "about_us", _("A press release ends with a few words about the organization.")
    if not text.press_contact.strip():
        yield "press_contact", _("A press release names a contact for the press.")


@checks(Stops.WRITERS)
def interview(text):
    if text.article.kind == ArticleKind.INTERVIEW and not text.quoted.strip():
        yield "quoted", _("An interview says who is interviewed: the name and the post.")


@checks(Stops.EVERYBODY)
def photo_report(text):
    if text.article.kind == ArticleKind.PHOTO and not text.article.gallery.exists():
        yield "gallery", _("A photo report has no pictures in its gallery yet.")


@checks(Stops.EVERYBODY)
def video_report(text):
    if text.article.kind == ArticleKind.VIDEO and not text.article.video_url:
        yield "video_url", _("A video report has no link to its video yet.")


@checks(Stops.WRITERS)
def headings(text):
    before = 1
    for level in map(int, _HEADING.findall(text.body)):
        if level > before + 1:
            yield (
                "body",
                _("A heading skips a level: after the title come headings of the second level."),
            )
            return
        before = level


@checks(Stops.UNSURE)  # networks fail, and sites turn robots away
def links(text):
    addresses = links_in(text)
    dead = LinkCheck.objects.dead().filter(url__in=addresses) if addresses else []
    for link in dead:
        yield (
            "body",
            _("A link leads nowhere (%(answer)s): %(link)s")
            % {
                "answer": link.get_answer_display(),
                "link": link.url,
            },
        )


@checks(Stops.NOBODY)
def state_language(text):
    if text.language == STATE_LANGUAGE:
        return
    texts = ArticleText.objects.filter(article=text.article, language=STATE_LANGUAGE)
    if not texts.exclude(status=Status.DRAFT).exists():
        yield (
            STATE_LANGUAGE,
            _("No text in the state language has been submitted or published."),
        )


@checks(Stops.NOBODY)
def contacts(text):
    missing = lacking(text.article.organization)
    if missing:
        yield (
            "organization",
            _("Readers find on the page of the organization nothing of its own for: %(contacts)s.")
            % {"contacts": ", ".join(missing)},
        )


@checks(Stops.NOBODY)
def length(text):
    if len(text.title) > LONGEST_TITLE:
        yield (
            "title",
            _("The title is longer than %(number)s characters.") % {"number": LONGEST_TITLE},
        )
    if len(text.lead) > LONGEST_LEAD:
        yield "lead", _("The lead is longer than %(number)s characters.") % {"number": LONGEST_LEAD}
    if words_of(text) < FEWEST_WORDS and text.article.kind not in SHORT_KINDS:
        yield "body", _("The text is shorter than %(number)s words.") % {"number": FEWEST_WORDS}


@checks(Stops.NOBODY)
def reading_time(text):
    minutes = reading_minutes(text)
    if minutes > MOST_MINUTES:
        yield "body", _("The text takes %(minutes)s minutes to read.") % {"minutes": minutes}

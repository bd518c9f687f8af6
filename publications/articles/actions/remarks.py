"""What a reader in the house says about a text, as a whole or on a passage of it."""

from django.db import transaction

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import arrive
from mediacenter.toolkit.permissions import demand
from publications.articles.differences import shown
from publications.articles.models import ArticleText, Correction, Remark, RemarkAnswer
from publications.articles.transitions import SETTLE_REMARK, lock_remark

READ = ("title", "lead", "body", "quote", "quoted", "about_us")


class PassageNotFound(Exception):
    """The passage that a remark quotes does not stand in the text."""


@transaction.atomic
def remark_on_text(*, text_id, words, passage="", by=None):
    """Leave a remark; `passage` quotes the words that it is about. Raises PassageNotFound."""
    text = ArticleText.objects.select_related("article__organization").get(pk=text_id)
    demand(by, "publications.remark_on_text", text)
    passage = " ".join(passage.split())
    remark = Remark.objects.create(
        text=text, words=words, passage=passage, field=place_of(passage, text), made_by=by
    )
    log(by, "text.remarked", text, language=text.language)
    return remark


@transaction.atomic
def answer_remark(*, remark_id, words, by=None):
    """Say something to a remark; it stays open. Returns the RemarkAnswer."""
    remark = locked_remark(remark_id, by)
    answer = RemarkAnswer.objects.create(remark=remark, words=words, made_by=by)
    log(by, "text.remark_answered", remark.text, remark=remark.words, answer=words)
    return answer


@transaction.atomic
def settle_remark(*, remark_id, by=None):
    """Say that a remark is dealt with. Settling it again changes nothing."""
    remark = locked_remark(remark_id, by)
    if SETTLE_REMARK.starts_at(remark):
        arrive(SETTLE_REMARK, remark, by=by)
    return remark


def locked_remark(remark_id, by):
    remark = lock_remark(remark_id)
    demand(by, "publications.remark_on_text", remark.text)
    return remark


@transaction.atomic
def note_correction(*, text_id, note, by=None):
    """Tell the reader what was put right in a public text, with today's date."""
    text = ArticleText.objects.select_related("article__organization").get(pk=text_id)
    demand(by, "publications.change_text", text)
    correction = Correction.objects.create(text=text, note=note, made_by=by)
    log(by, "text.corrected", text, language=text.language, note=note)
    return correction


def place_of(passage, text):
    """The column in which the passage stands; "" for a remark on the whole."""
    if not passage:
        return ""
    parts = text.parts
    for name in READ:
        if passage in " ".join(shown(name, parts).split()):
            return name
    raise PassageNotFound

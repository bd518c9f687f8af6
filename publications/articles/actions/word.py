"""A Word document becomes unsaved work: its writer reviews it in the form before it is a text."""

import io
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.toolkit import pictures
from publications.articles.models import UnsavedWork
from publications.pictures.actions import upload_picture
from publications.pictures.models import RenditionFormat

from .unsaved import keep_unsaved_work

LONGEST_ALT = 300  # characters


@dataclass(frozen=True, slots=True)
class Imported:
    """`work` is the UnsavedWork; `remarks` say what was not taken over, and why."""

    work: UnsavedWork
    remarks: list[str]


@transaction.atomic
def import_word(*, file, article, organization, language, by):
    """Read a .docx into what `by` has unsaved in one language of an article (None: a new one).

    Its pictures are stored for the organization. Returns Imported. Raises ValidationError, worded
    for the sender, and PermissionDenied.
    """
    from mediacenter.toolkit.word.reading import read_word  # mammoth is needed for nothing else

    text = None if article is None else article.texts.filter(language=language).first()
    refuse_what_is_not_theirs(text, by)
    document = read_word(file)
    stored, remarks = {}, list(document.remarks)
    for number, picture in enumerate(document.pictures):
        alt = {f"alt_{language}": picture.shown.alt[:LONGEST_ALT]}
        if len(picture.shown.alt) > LONGEST_ALT:
            remarks.append(
                _("Picture %(number)s: its description is cut after %(limit)s characters.")
                % {"number": number + 1, "limit": LONGEST_ALT}
            )
        try:
            encoded = encoded_picture(picture)
            kept = upload_picture(file=encoded, organization=organization, by=by, **alt)
        except ValidationError as refusal:
            remarks.append(left_out(number + 1, picture.shown.name, refusal))
            continue
        stored[number] = kept.renditions.get(format=RenditionFormat.WEBP).address
    fields = {
        "title": document.title,
        "lead": document.lead,
        "body": document.body(stored.get),
    }
    version = text.version if text else 0
    work = keep_unsaved_work(
        user=by,
        article=article,
        edit_session=uuid.uuid4(),
        sequence=0,
        language=language,
        base_version=version,
        fields=fields,
    )
    return Imported(work, remarks)


def refuse_what_is_not_theirs(text, by):
    if text is not None and not by.has_perm("publications.change_text", text):
        raise ValidationError(
            _("This text is in the state “%(state)s” now and is not yours to change."),
            params={"state": text.get_status_display()},
        )


def left_out(number, name, refusal):
    """Say of a picture that it was not taken over, and why."""
    details = {"number": number, "name": name, "reason": " ".join(refusal.messages)}
    if not name:
        return _("Picture %(number)s was left out: %(reason)s") % details
    return _("Picture %(number)s (%(name)s) was left out: %(reason)s") % details


def encoded_picture(picture):
    """The picture as the document shows it: what its writer cut away is not in it."""
    if picture.content is None:
        raise ValidationError(_("The document only links to it."))
    if picture.shown.refusal:
        raise ValidationError(picture.shown.refusal)
    return pictures.reencode(io.BytesIO(picture.content), picture.shown.framing)

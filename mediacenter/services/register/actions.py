"""What the portal issues is entered here, and what becomes of it later.

Each is to be called in the transaction in which a room issues, replaces or takes back; the room
tells the journal who did it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from mediacenter.toolkit.language import LANGUAGES, in_each
from mediacenter.toolkit.storing import hold

from .chain import BEFORE_THE_FIRST, digest_of_entry
from .codes import new_code
from .models import Entry, ReservedCode, State


def reserve_code(*, kind, record):
    """The code that a record will be entered under, for a file that has to carry it.

    The same for the same record, whoever asks and however often.
    """
    found, _is_new = ReservedCode.objects.get_or_create(
        kind=kind, record=record, defaults={"code": new_code()}
    )
    return found.code


@transaction.atomic
def issue(*, kind, record, title, issuer, files, supersedes=()):
    """Enter what was issued, as valid; return its Entry.

    `title` and `issuer` are {language: text}, `files` as in Entry; `supersedes` are the keys of
    records of this kind in whose place it comes. What was entered with these very files before, and
    superseded or revoked since, is valid again; other files of a record are another entry.
    """
    hold("register")  # one at a time: the chain has one end
    last = Entry.objects.of(kind, record).last()
    is_known = last is not None and last.files == files
    entry = last if is_known else next_entry(kind, record, files)
    for replaced in Entry.objects.of(kind, record, *supersedes).valid().exclude(pk=entry.pk):
        change_state(replaced, State.SUPERSEDED, superseded_by=entry)
    if is_known:
        change_state(entry, State.VALID)
        return entry
    for language in LANGUAGES:
        setattr(entry, f"title_{language}", title[language])
        setattr(entry, f"issuer_{language}", issuer[language])
    entry.digest = digest_of_entry(entry)
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def revoke(*, kind, record, reason):
    """Declare void what is valid of a record; `reason` is {language: text}."""
    hold("register")
    for entry in Entry.objects.of(kind, record).valid():
        change_state(entry, State.REVOKED, reason=reason)


def next_entry(kind, record, files):
    """The entry after the last one, without its words and its seal."""
    last = Entry.objects.order_by("number").last()
    reserved = ReservedCode.objects.filter(kind=kind, record=record).first()
    is_free = reserved and not Entry.objects.filter(code=reserved.code).exists()
    now = timezone.now()
    return Entry(
        number=last.number + 1 if last else 1,
        previous_digest=last.digest if last else BEFORE_THE_FIRST,
        code=reserved.code if is_free else new_code(),
        kind=kind,
        record=record,
        files=files,
        issued_at=now,
        state_since=now,
    )


def change_state(entry, state, *, superseded_by=None, reason=None):
    if entry.state == state:
        return
    entry.state, entry.superseded_by, entry.state_since = state, superseded_by, timezone.now()
    for language in LANGUAGES:
        setattr(entry, f"reason_{language}", reason[language] if reason else "")
    entry.save(update_fields=["state", "superseded_by", "state_since", *in_each("reason")])


def in_each_language(say):
    """{language: what `say()` returns in it}."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = str(say())
    return words

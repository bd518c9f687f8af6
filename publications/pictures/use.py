"""Where pictures are shown: rooms above declare it, and have their say when one changes or goes."""

from dataclasses import dataclass
from typing import Protocol


class PictureUse(Protocol):
    """How one room shows pictures."""

    def lock(self, picture_id):
        """Lock the records that hang on a picture, before the picture itself."""

    def may_caption(self, user, picture):
        """Whether somebody may change what the room's public pages say of a picture."""

    def places(self, user, pictures):
        """Where any of the pictures is shown: Places."""


@dataclass(frozen=True, slots=True)
class Places:
    """`number` of all; `seen` are [(name, address)] of those that the reader may see, bounded."""

    number: int
    seen: list[tuple[str, str]]


USES: list[PictureUse] = []


def lock_what_shows(picture_id):
    for use in USES:
        use.lock(picture_id)


def may_caption(user, picture):
    return all(use.may_caption(user, picture) for use in USES)


def places_of(user, pictures):
    found = [use.places(user, pictures) for use in USES]
    return Places(sum(one.number for one in found), [place for one in found for place in one.seen])

"""Moments of a picture at which the rooms that show it have their say, in the same transaction."""

from dataclasses import dataclass

from mediacenter.toolkit.hooks import Hook

picture_goes = Hook()  # (picture_id): into the bin; what shows it is locked before it is
captioning = Hook()  # (user, picture): whether they may change what public pages say of it
places_sought = Hook()  # (user, pictures): Places where any of them is shown


@dataclass(frozen=True, slots=True)
class Places:
    """`number` of all; `seen` are [(name, address)] of those that the reader may see, bounded."""

    number: int
    seen: list[tuple[str, str]]


def may_caption(user, picture):
    """Whether somebody may change what the public pages of every room say of a picture."""
    return all(captioning(user, picture))


def places_of(user, pictures):
    """Where any of the pictures is shown, in whichever room: Places."""
    found = places_sought(user, pictures)
    return Places(sum(one.number for one in found), [place for one in found for place in one.seen])

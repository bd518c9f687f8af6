"""The kinds of mail that the rooms send, each registered by its room as it gets ready."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.utils import timezone

LONGEST_CODE = 40


class Gathering(Protocol):
    """How long what happens to one person is gathered into one mail."""

    def ripe_at(self, now):
        """What has waited since this moment or longer goes out now, with all that came later."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Until the first of it has waited for some minutes."""

    minutes: int

    def ripe_at(self, now):
        return now - dt.timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Daily:
    """Until the next full hour of this name, by the clock of the portal."""

    hour: int

    def ripe_at(self, now):
        local = timezone.localtime(now)
        today = local.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return today if today <= local else today - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Until that hour of the next such day; 0 is Monday."""

    weekday: int
    hour: int

    def ripe_at(self, now):
        last = Daily(self.hour).ripe_at(now)
        return last - dt.timedelta(days=(last.weekday() - self.weekday) % 7)


def say_when(mail):
    return f"{mail.user or mail.to}, {timezone.localtime(mail.asked_at):%d.%m.%Y %H:%M}"


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of mail is, and how it is made.

    `code` names it in the table ("press.invitation"), `name` on pages: many of it, translated
    lazily. `make(mail)` returns an EmailMessage as the mail is sent, in the language of who gets
    it; it raises NothingToSay where the mail would serve no more. `say(mail)` tells a keeper of
    the portal to whom it goes and about what, `reads` the relations that this follows.
    News can be unsubscribed from, duty cannot.
    """

    code: str
    name: str
    make: Callable
    gathered: Gathering | None = None
    is_news: bool = False
    is_urgent: bool = False
    to_closed_accounts: bool = False
    say: Callable = say_when
    reads: tuple[str, ...] = ()


KINDS = {}


def register(*kinds):
    """Let a room send mails of these kinds. Raises ValueError for a code that is taken."""
    for kind in kinds:
        if kind.code in KINDS:
            raise ValueError(f"There are mails of the kind {kind.code} already.")
        if len(kind.code) > LONGEST_CODE:
            raise ValueError(f"The code {kind.code} has more than {LONGEST_CODE} characters.")
        KINDS[kind.code] = kind


def codes_by_name():
    """{name of mails, in the reader's language: the codes of the kinds that share it}."""
    names = {}
    for kind in KINDS.values():
        names.setdefault(str(kind.name), []).append(kind.code)
    return names


def kind_of(mail):
    """Raises LookupError for a kind that no room registers any more."""
    return KINDS[mail.kind]

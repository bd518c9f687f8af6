"""The door of a seminar: who stands there, at which session, and whom they find."""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from mediacenter.toolkit.stemming.folding import fold
from unions.models import User

from .attendance_sheet import numbers_of
from .models import Seminar, Session, StewardLink

COOKIE = "door"
SALT = "training.door"
A_DAY = 16 * 60 * 60  # seconds that a phone stays at its door
MOST_FOUND = 20
LONGEST_TYPED = 200


@dataclass(frozen=True)
class Door:
    """`user` keeps the list, or `steward` has a link; `session`: at which people are noted."""

    seminar: Seminar
    session: Session | None = None
    user: User | None = None
    steward: StewardLink | None = None

    @property
    def keeper(self):
        """Who does it, for the use cases."""
        return {"by": self.user, "steward": self.steward}

    @property
    def address(self):
        if self.steward is not None:
            return self.steward.address
        return reverse("training:door", args=[self.seminar.slug])

    def remember(self, response):
        """Let the camera of this phone lead back here: to this door, at this session."""
        steward = self.steward.pk if self.steward else 0
        response.set_signed_cookie(
            COOKIE,
            f"{self.seminar.pk}.{steward}.{self.session.pk if self.session else 0}",
            salt=SALT,
            max_age=A_DAY,
            httponly=True,
            samesite="Lax",
            secure=None,
        )
        return response


def door_of_phone(request, seminar):
    """The Door of a seminar at which this phone stands; None: it stands at none, or no more."""
    try:
        said = request.get_signed_cookie(COOKIE, salt=SALT, max_age=A_DAY)
        at, steward, session = map(int, said.split("."))
    except (KeyError, ValueError, signing.BadSignature):
        return None
    if at != seminar.pk:
        return None
    session = seminar.sessions.filter(pk=session).first()
    if steward:
        link = StewardLink.objects.open().filter(pk=steward, seminar=seminar).first()
        return link and Door(seminar, session, steward=link)
    user = request.user
    if user.is_authenticated and user.has_perm("training.keep_list", seminar):
        return Door(seminar, session, user=user)
    return None


def found_at(seminar, typed):
    """[(number, Registration)] of a number, or of those whose names have the words that are typed,
    and how many there are of them: the first MOST_FOUND are named.

    Whatever their state: who has no place is told so. Letters of Kazakh may be typed as those of
    Russian.
    """
    numbers = numbers_of(seminar)
    people = seminar.registrations.select_related("delegation__organization").order_by("name", "pk")
    typed = typed[:LONGEST_TYPED].strip().rstrip(".")
    if typed.isdecimal():
        people = [one for one in people if str(numbers[one.pk]) == typed]
    else:
        words = fold(typed).split()
        people = [one for one in people if words and all(word in fold(one.name) for word in words)]
    return [(numbers[one.pk], one) for one in people[:MOST_FOUND]], len(people)

"""What a row of the matrix says. Each room keeps its own rows, in its access.py.

P press officer, E editor, C chair, D acting chair, T training organizer, O appeals officer,
A administrator.
Each holds the role at one organization; it reaches that organization and all below it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from unions.models import Role

LETTERS = {
    "P": Role.PRESS_OFFICER,
    "E": Role.EDITOR,
    "C": Role.CHAIR,
    "D": Role.ACTING_CHAIR,
    "T": Role.TRAINING_ORGANIZER,
    "O": Role.APPEALS_OFFICER,
    "A": Role.ADMINISTRATOR,
}
ALL, READERS, WRITERS = "PECDTOA", "PECA", "PEA"
VERBS = ("sees", "adds", "changes", "deletes")


# --- Models of the admin. `record` makes one that belongs to the organization given to it. ------


@dataclass(frozen=True)
class Own:
    """Records of organizations: within the reach as stated, beyond it nothing.

    `lists`: who besides opens the list, for other records that stand there.
    """

    sees: str
    adds: str
    changes: str
    deletes: str
    record: Callable
    lists: str = ""

    def allows(self, letter, *, at_root):
        return {verb: letter in getattr(self, verb) for verb in VERBS}


@dataclass(frozen=True)
class Common:
    """Records that all organizations use: `keeps` stands for a role at the root of the tree."""

    sees: str
    adds: str
    keeps: str
    record: Callable

    def allows(self, letter, *, at_root):
        kept = at_root and letter in self.keeps
        adds = kept or letter in self.adds
        return {
            "sees": kept or letter in self.sees,
            "adds": adds,
            "changes": kept,
            "deletes": kept,
        }


@dataclass(frozen=True)
class AtRoot:
    """Records of the whole federation, read at the root."""

    sees: str
    record: Callable

    def allows(self, letter, *, at_root):
        seen = at_root and letter in self.sees
        return {"sees": seen, "adds": False, "changes": False, "deletes": False}


def of(factory):
    """The record that a factory makes for an organization."""
    return lambda organization: factory(organization=organization)


# --- Pages of the site --------------------------------------------------------------------------

OPEN, SIGNED_IN = "open", "signed in"
OPERATORS = "operators"  # with the secret of the monitor, or on the machine itself
ACCREDITED = "accredited"  # for journalists; for whoever signs in as somebody else there is no page


@dataclass(frozen=True)
class Page:
    """An address outside the admin; roles are held at the organization that the page is about.

    `about` makes what its address names, for that organization, and gives the parts of the address.
    A page that takes nothing but a POST is `posted` what stands there.
    """

    open_to: str
    about: Callable | None = None
    query: str = ""
    posted: dict | None = None
    as_json: bool = False
    answer: int = 200


def slug(organization):
    return [organization.slug]

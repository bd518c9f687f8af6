"""The places that were visited, as a sentence names the organizations there.

«первичные организации Шетского, Осакаровского районов, городов Сарани, Темиртау»: in Russian and
Kazakh places of a kind share its word, and stand in the genitive.
"""

import re
from dataclasses import dataclass

from .wording import listed

VOWELS_THAT_STAY = "еиоуыэю"


def _of_district(adjective):
    return f"{adjective[:-2]}ого"


def _of_city(name):
    """The genitive of a city's name; of names in several words only officials know it."""
    if " " in name or name[-1] in VOWELS_THAT_STAY:
        return name
    if name.endswith("а"):
        return f"{name[:-1]}{'и' if name[-2] in 'гкхжшщч' else 'ы'}"
    if name[-1] in "ья":
        return f"{name[:-1]}и"
    return f"{name[:-1]}я" if name.endswith("й") else f"{name}а"


@dataclass(frozen=True)
class Kind:
    """How places of a kind are written down, and how a sentence says whose the organizations are.

    `forms` have a place for the names; the first is of one place, the second of several.
    """

    written: re.Pattern
    forms: tuple[str, str]
    declined: callable = str


KINDS = {
    "kk": (
        Kind(re.compile("(.+) ауданы"), ("{} ауданының", "{} аудандарының")),
        Kind(re.compile(r"(.+?)\s(?:қ\.|қаласы)"), ("{} қаласының", "{} қалаларының")),
    ),
    "ru": (
        Kind(re.compile("(\\S+[иыо]й) район"), ("{} района", "{} районов"), _of_district),
        Kind(re.compile(r"(?:г\.|город)\s*(.+)"), ("города {}", "городов {}"), _of_city),
    ),
}


def of_places(names, language, *, times):
    """The places in the genitive, a string; None where one of them is of no kind that is known.

    `times` says of a name how often somebody was there, "" of one visit.
    """
    kinds = KINDS.get(language, ())
    groups = {kind: [] for kind in kinds}
    for name in names:
        for kind in kinds:
            if found := kind.written.fullmatch(name):
                groups[kind].append(kind.declined(found[1]) + times(name))
                break
        else:
            return None
    return listed(
        kind.forms[len(found) > 1].format(listed(found)) for kind, found in groups.items() if found
    )

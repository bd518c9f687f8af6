"""How the blocks of the report and its indicators are called in a year, and in which order.

What the administrator words holds from its year on; what nobody worded is as in the registry. The
facts of a report carry it, so that a report that is signed keeps its words. Sentences keep their
own: no grammar is made of a name.
"""

from dataclasses import dataclass, field, replace

from django.utils.translation import get_language

from mediacenter.toolkit.language import LANGUAGES

from .indicators import REGISTRY, Section, registered_name
from .models import IndicatorWording

LAST = 1_000  # behind all that have a place


@dataclass(frozen=True)
class Wording:
    """`names`: {code: {language: name}} of what is worded; `places`: {code: its place}."""

    names: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)

    def name(self, code):
        """In the active language; that of the registry where nobody has worded it there."""
        return self.names.get(code, {}).get(get_language()) or registered_name(code)

    def indicator(self, code):
        """That of the registry, under its name in the active language."""
        return replace(REGISTRY[code], name=self.name(code))

    def is_worded(self, code):
        return code in self.names or code in self.places

    def blocks(self):
        """[(letter, its indicators)] in their order."""
        return [
            (letter, self._ordered([i for i in REGISTRY.values() if i.section == letter], _code))
            for letter in self._ordered(Section.values, str)
        ]

    def codes(self):
        """The codes of all indicators in their order."""
        return [indicator.code for _letter, found in self.blocks() for indicator in found]

    def _ordered(self, things, code_of):
        """By their places; those without, which stay as in the registry, come last."""
        return sorted(things, key=lambda thing: self.places.get(code_of(thing), LAST))

    def facts(self):
        """What a report keeps of it: nothing where nothing is worded."""
        made = {}
        if self.names:
            made["names"] = self.names
        if self.places:
            made["order"] = self.codes()
        return made


def _code(indicator):
    return indicator.code


def name_in(facts, code):
    """What an indicator is called in the facts of a report, in the active language."""
    names = facts.get("wording", {}).get("names", {})  # which facts frozen earlier have not
    return Wording(names).name(code)


def codes_in(facts):
    """The codes of all indicators, in the order of the facts of a report."""
    order = facts.get("wording", {}).get("order", ())
    known = [code for code in order if code in REGISTRY]
    return [*known, *(code for code in REGISTRY if code not in order)]


def returned_in_words(report):
    """[{"name", "remark"}] of what its last return asks for; two statements, none of it one."""
    items = list(report.returned_items())
    wording = wording_of(report.year) if items else Wording()
    return [
        {
            "name": wording.name(item.code) if wording.is_worded(item.code) else item.name,
            "remark": item.remark,
        }
        for item in items
    ]


def wording_of(year):
    """The Wording that holds in a year; one statement."""
    found = IndicatorWording.objects.filter(year__lte=year).order_by("code", "-year")
    names, places = {}, {}
    for one in found.distinct("code"):
        texts = {code: getattr(one, f"name_{code}") or "" for code in LANGUAGES}
        if any(texts.values()):
            names[one.code] = texts
        if one.position is not None:
            places[one.code] = one.position
    return Wording(names, places)

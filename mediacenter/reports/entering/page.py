"""The page of a year by sections: what is known of each, and the forms in which more is entered."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from mediacenter.reports.checks import unlikely_numbers
from mediacenter.reports.indicators import REGISTRY, Section
from mediacenter.reports.locks import lock_of
from mediacenter.reports.models import Figure
from mediacenter.reports.rolling_up import figures_of, roll_up
from mediacenter.reports.wording import wording_of
from mediacenter.toolkit.grids import Grid, taken
from mediacenter.toolkit.races import refused_in_words
from mediacenter.toolkit.request_values import whole_number
from publications.press.models import Journalist, Outlet
from unions.choices import MOST_CHOICES
from unions.models import Organization

from .figures import CommonForm, FigureRow, FigureSlot
from .pasting import MOST_PASTED, lay_into
from .register import KNOWN
from .registers import REGISTERS
from .rows import Blank, people_of

ROWS = 2  # blank ones of each register
MORE = 5  # by the button
MOST_NEW = 100


@dataclass
class Outcome:
    """How many rows a section has stored, and the names of what it refused."""

    saved: int = 0
    refused: list = field(default_factory=list)


class RegisterForm:
    """One register within a section: known records, rows for more, what can be carried on."""

    def __init__(self, register, place, *, refusal, data=None):
        self.register, self.place, self.refusal = register, place, refusal
        self.code, self.title = register.code, register.title
        channels = register.rows_to_fill_in(place)
        self.is_pasted, self.channels = channels is None, channels
        self.pasted, self.too_large = "", ""
        is_sent = data is not None and (f"rows-{self.code}" in data or not self.is_pasted)
        self.data = data if is_sent else None
        self.may_enter = register.may_enter(place)
        known = register.known(place) if register.may_see(place) else []
        self.known = [
            {"words": register.words_of(one), "address": register.address_of(one)}
            for one in known[:KNOWN]
        ]
        self.has_more = len(known) > KNOWN
        self.earlier = register.earlier(place) if self.is_open else []
        if self.is_pasted:
            self.grid = self.grid_of_new()
        else:
            known_of_them = register.shared(place, channels)
            self.grid = Grid(register.row, channels, data=data, **known_of_them)

    def grid_of_new(self):
        code, data, number = self.code, self.data, ROWS
        if data is not None:
            number = min(whole_number(data.get(f"rows-{code}", "")) or ROWS, MOST_NEW)
            grid = self.grid_of(number)
            if data.get(f"paste-{code}", "").strip():
                changed = [n for n, row in enumerate(grid.rows) if row.has_changed()]
                first = changed[-1] + 1 if changed else 0
                room = min(MOST_PASTED, MOST_NEW - first)
                try:
                    self.data = lay_into(data, code, self.register.row, first=first, room=room)
                except ValidationError as refusal:
                    [self.too_large] = refusal.messages
                    self.pasted = data[f"paste-{code}"]
                    return grid
                return self.grid_of(whole_number(self.data[f"rows-{code}"]))
            if data.get("more") == code:
                number = min(number + MORE, MOST_NEW)
        return self.grid_of(number)

    def grid_of(self, number):
        blanks = [Blank(f"{self.code}-{n}", n + 1) for n in range(number)]
        return Grid(self.register.row, blanks, data=self.data, place=self.place)

    @property
    def is_open(self):
        return self.may_enter and not self.refusal

    @property
    def shows_rows(self):
        """Whether its rows are shown: locked ones, too, where something is typed in them."""
        return self.is_open or bool(self.changed_rows)

    @property
    def changed_rows(self):
        return [row for row in self.grid.rows if row.is_bound and row.has_changed()]

    @property
    def rows(self):
        return len(self.grid.rows)

    @property
    def ticked(self):
        return set(self.data.getlist(f"carry-{self.code}")) if self.data is not None else set()

    @property
    def choices(self):
        """[(key, words, whether it is ticked)] of what can be carried on."""
        ticked = self.ticked
        return [
            (str(one.pk), self.register.words_of(one), str(one.pk) in ticked)
            for one in self.earlier
        ]

    def save(self, outcome):
        if self.too_large:
            outcome.refused.append((f"paste-{self.code}", f"{self.title}: {self.too_large}"))
        for row in self.changed_rows:
            self.save_row(row, outcome)
        ticked = self.ticked
        for record in self.earlier:
            if str(record.pk) in ticked:
                self.carry_on(record, outcome)

    def carry_on(self, record, outcome):
        try:
            with refused_in_words(), transaction.atomic():
                self.register.carry_on(record, self.place)
        except ValidationError as refusal:
            words = f"{self.title}: {self.register.words_of(record)}. {' '.join(refusal.messages)}"
            outcome.refused.append((self.code, words))
        else:
            outcome.saved += 1

    def save_row(self, row, outcome):
        if self.refusal:
            row.add_error(None, self.refusal)
        elif row.is_valid() and taken(row, lambda row: self.register.enter(row, self.place)):
            outcome.saved += 1
            return
        outcome.refused.append((f"row-{row.prefix}", f"{self.title}: {row.name}"))


class SectionForm:
    """A section of the report on the page; `figures` are its FigureSlots."""

    def __init__(
        self, section, place, figures, lock, *, wording, data=None, unsaved=None, asked=""
    ):
        self.code, self.title, self.place = section.value, wording.name(section), place
        self.unsaved, self.is_judged = unsaved, False
        self.common = CommonForm(
            data,
            prefix=f"common-{section.value}",
            initial={"as_of": place.last_day},
        )
        common = self.common.said()
        declared = [one for one in figures if is_to_declare(one, data, asked)]
        self.figures = Grid(
            FigureRow, declared, data=data, key="anchor", place=place, common=common
        ).rows
        self.counted = [one for one in figures if one not in declared]
        self.may_declare = place.user.has_perm(
            "reports.add_figure", Figure(organization=place.organization)
        )
        self.registers = [
            RegisterForm(one, place, refusal=refusal_of(one, lock), data=data)
            for one in REGISTERS
            if one.section == section
        ]
        self.refusal = lock.refusal if not self.is_open else ""

    @property
    def open_figures(self):
        return [row for row in self.figures if self.may_declare and not row.record.refusal]

    @property
    def is_open(self):
        return bool(self.open_figures) or any(one.is_open for one in self.registers)

    @property
    def known(self):
        """What registers count and something is known of."""
        return [slot for slot in self.counted if slot.is_known]

    @property
    def unknown(self):
        return [slot for slot in self.counted if not slot.is_known]

    @property
    def missing(self):
        return [row for row in self.figures if row.record.is_missing]

    def save(self):
        """Store the whole section, or, where anything of it is refused, nothing; the Outcome."""
        outcome = Outcome()
        self.is_judged = True
        with transaction.atomic():
            for register in self.registers:
                register.save(outcome)
            if self.common.is_valid():
                self.declare(outcome)
            else:
                outcome.refused.append((f"section-{self.code}", self.title))
            if outcome.refused:
                transaction.set_rollback(True)
        return outcome

    def declare(self, outcome):
        changed = [row for row in self.figures if row.has_changed()]
        self.ask_of_unlikely([row for row in changed if row.is_valid()])
        for row in changed:
            if row.is_valid() and taken(row, FigureRow.declare):
                outcome.saved += 1
            else:
                outcome.refused.append((row.prefix, row.name))

    def ask_of_unlikely(self, rows):
        wanted = {row.record.indicator.code: row.wanted for row in rows if row.wanted}
        asked = unlikely_numbers(
            organization=self.place.organization, year=self.place.year, numbers=wanted
        )
        for row in rows:
            if sentences := asked.get(row.record.indicator.code):
                row.ask(sentences)


def is_to_declare(slot, data, asked):
    """Whether a figure has its row: that of a register has one where somebody asks for it."""
    is_sent = data is not None and f"{slot.anchor}-number" in data
    return slot.is_main or is_sent or slot.indicator.code == asked


def refusal_of(register, lock):
    """Why a register is locked on this page: what was returned opens those of its figures."""
    if lock.returned is None:
        return lock.refusal
    named = {register.section.value, *register.indicators}
    return "" if named & lock.returned else lock.refusal


def sections_of(place, *, sent=None, unsaved=None, asked=""):
    """The SectionForms of a page.

    `sent` is (section, data) of the one that was sent; `unsaved` {section: UnsavedSection}; `asked`
    the code of a figure that registers count and somebody wants to declare.
    """
    lock, wording = lock_of(place.organization, place.year), wording_of(place.year)
    by_section = slots(place, lock, wording)
    forms = []
    for letter, _indicators in wording.blocks():
        section = Section(letter)
        data, waits = None, (unsaved or {}).get(section.value)
        if sent and sent[0] == section.value:
            data, waits = sent[1], None
        elif waits:
            data = as_sent(waits.fields)
        forms.append(
            SectionForm(
                section,
                place,
                by_section[section],
                lock,
                wording=wording,
                data=data,
                unsaved=waits,
                asked=asked,
            )
        )
    return forms


def section_of(place, section, data):
    """The SectionForm of one section, as it was sent."""
    lock, wording = lock_of(place.organization, place.year), wording_of(place.year)
    found = slots(place, lock, wording, only=section)
    return SectionForm(section, place, found[section], lock, wording=wording, data=data)


def slots(place, lock, wording, only=None):
    """{section: its FigureSlots in their order}, in a fixed number of statements."""
    year, organization = place.year, place.organization
    indicators = [REGISTRY[code] for code in wording.codes()]
    indicators = [one for one in indicators if only in (None, one.section)]
    codes = [one.code for one in indicators]
    cells = figures_of(organization, (year - 1, year), codes=codes)
    below = stated_below(organization, year, codes)
    found = {section: [] for section in Section}
    for indicator in indicators:
        cell = cells[indicator.code]
        found[indicator.section].append(
            FigureSlot(
                indicator,
                name=wording.name(indicator.code),
                figure=cell[year].declared,
                cell=cell[year],
                last=cell[year - 1],
                below=below.get(indicator.code, (0, 0)),
                refusal=lock.why(indicator.code),
                registers=[one for one in REGISTERS if indicator.code in one.indicators],
            )
        )
    return found


def stated_below(organization, year, codes):
    """{code: (sum, number)} of the branches right below that state a figure."""
    if organization.is_leaf():
        return {}
    depth = organization.depth + 1
    found = {}
    totals = roll_up((year, year), codes=codes, within=organization, depths=(depth, depth))
    for total in totals:
        number, stated = found.get(total.code, (0, 0))
        found[total.code] = (number + total.number, stated + 1)
    return found


def as_sent(fields):
    """What was kept, {name: [values]}, as a form reads it."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def known_names(place):
    """{list: names} that the cells of a page offer, as many as a list can hold."""
    organization = place.organization
    below = Organization.objects.within(organization).open().exclude(pk=organization.pk)
    outlets = Outlet.objects.alphabetical()[:MOST_CHOICES]
    journalists = Journalist.objects.filter(organization=organization)
    may_write = place.user.has_perm(
        "publications.view_journalist", Journalist(organization=organization)
    )
    return {
        "known-outlets": [str(one) for one in outlets],
        "known-branches": [str(one) for one in below.order_by("path")[:MOST_CHOICES]],
        "known-speakers": [
            str(one) for one in people_of(organization).alphabetical()[:MOST_CHOICES]
        ],
        "known-journalists": [
            str(one) for one in journalists.alphabetical()[:MOST_CHOICES] if may_write
        ],
    }

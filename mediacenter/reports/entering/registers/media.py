"""What the media say, who writes it, and what the organization gives them."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import (
    DatedRow,
    DayCell,
    NameCell,
    NewRow,
    OfOutlet,
    choice_cell,
    link_cell,
    named,
    number_cell,
    outlet_cell,
    people_of,
    text_cell,
)
from mediacenter.reports.indicators import Section
from mediacenter.toolkit.first_of import FirstOf
from publications.press.actions.coverage import save_coverage
from publications.press.actions.invitations import note_contact
from publications.press.actions.outlets import save_outlet
from publications.press.models import (
    Coverage,
    Journalist,
    MediaContact,
    MediaPartnership,
    Medium,
    Outlet,
    PressEvent,
)
from unions.saving import save_record


class OutletRow(NewRow):
    name = text_cell(Outlet, "name", required=True)
    kind = choice_cell(Outlet, "kind")
    level = choice_cell(Outlet, "level")


class Outlets(Register):
    """The register of outlets, which all organizations share."""

    code = "outlets"
    section = Section.MEDIA
    title = gettext_lazy("Outlets that the register lacks")
    model = Outlet
    row = OutletRow
    shows_known = False

    def known(self, place):
        return []

    def sample(self, place):
        return None

    def enter(self, row, place):
        save_outlet(outlet=Outlet(**row.given("name", "kind", "level")), by=place.user)


class CoverageRow(OfOutlet, DatedRow):
    outlet = outlet_cell()
    title = text_cell(Coverage, "title")
    topic = text_cell(Coverage, "topic")
    url = link_cell(Coverage, "url")
    tone = choice_cell(Coverage, "tone", blank="—", initial="")
    despite_duplicates = forms.BooleanField(label=gettext_lazy("another piece"), required=False)

    def coverage(self, medium):
        return Coverage(
            organization=self.place.organization,
            medium=medium,
            **self.span,
            **self.given("outlet", "title", "topic", "url", "tone"),
        )


class CoverageOf(Register):
    """The coverage of one medium."""

    section = Section.MEDIA
    model = Coverage
    row = CoverageRow
    related = ("outlet",)
    medium = None

    def in_year(self, place):
        return Q(medium=self.medium) & super().in_year(place)

    def words_of(self, record):
        return f"{record.when}: {record.title_and_outlet}"

    def enter(self, row, place):
        return save_coverage(
            coverage=row.coverage(self.medium),
            despite_duplicates=row.cleaned_data["despite_duplicates"],
            by=place.user,
        )


class Publications(CoverageOf):
    code = "publications"
    title = gettext_lazy("Publications in the press")
    medium = Medium.PRESS
    indicators = ("press.publications",)


class Mentions(CoverageOf):
    code = "mentions"
    title = gettext_lazy("Mentions by social partners")
    medium = Medium.PARTNER
    indicators = ("press.mentions",)


class BroadcastRow(CoverageRow):
    programme = text_cell(Coverage, "programme")
    speakers = NameCell(
        label=Coverage._meta.get_field("speakers").verbose_name,
        known="known-speakers",
        required=False,
    )

    def clean_speakers(self):
        """The people of these names, with commas between them."""
        names = [name for one in self.cleaned_data["speakers"].split(",") if (name := one.strip())]
        known = people_of(self.place.organization)
        people = [named(known, name) for name in names[:MOST_SPEAKERS]]
        if None in people:
            raise ValidationError(
                _("Nobody called “%(name)s” holds a post in the organization or its branches."),
                params={"name": names[people.index(None)]},
            )
        return people

    def coverage(self, medium):
        coverage = super().coverage(medium)
        coverage.programme = self.cleaned_data["programme"]
        return coverage


MOST_SPEAKERS = 10


class Broadcasts(CoverageOf):
    code = "broadcasts"
    title = gettext_lazy("Appearances on television and radio")
    medium = Medium.BROADCAST
    row = BroadcastRow
    indicators = ("press.broadcasts",)

    def enter(self, row, place):
        coverage = super().enter(row, place)
        coverage.speakers.set(row.cleaned_data["speakers"])


class PartnershipRow(OfOutlet, NewRow):
    outlet = outlet_cell()


class Partnerships(Register):
    code = "partnerships"
    section = Section.MEDIA
    title = gettext_lazy("Outlets that write about the organization")
    model = MediaPartnership
    row = PartnershipRow
    indicators = ("press.outlets",)
    order = ("-pk",)
    related = ("outlet",)

    def in_year(self, place):
        began = Q(first_year=None) | Q(first_year__lte=place.year)
        return began & (Q(last_year=None) | Q(last_year__gte=place.year))

    def enter(self, row, place):
        partnership = MediaPartnership(
            organization=place.organization,
            outlet=row.cleaned_data["outlet"],
            first_year=place.year,
        )
        save_record(record=partnership, by=place.user)

    def earlier(self, place):
        ended = self.of(place).filter(last_year=place.year - 1)
        return FirstOf(ended.select_related("outlet").order_by("pk"), KEPT)

    def carry_on(self, record, place):
        partnership = MediaPartnership.objects.get(pk=record.pk)
        partnership.last_year = place.year
        save_record(record=partnership, by=place.user)


class PressEventRow(DatedRow):
    kind = choice_cell(PressEvent, "kind")
    topic = text_cell(PressEvent, "topic", required=True)
    attended = number_cell(PressEvent, "attended", most=32_767)


class PressEvents(Register):
    code = "press-events"
    section = Section.MEDIA
    title = pgettext_lazy("records", "Press conferences, briefings, interviews")
    model = PressEvent
    row = PressEventRow
    indicators = (
        *(f"press.events.{kind}" for kind, _label in PressEvent._meta.get_field("kind").choices),
        "press.attended",
    )

    def enter(self, row, place):
        event = PressEvent(
            organization=place.organization,
            **row.span,
            **row.given("kind", "topic", "attended"),
        )
        save_record(record=event, by=place.user)


class ContactRow(NewRow):
    happened_on = DayCell(label=MediaContact._meta.get_field("happened_on").verbose_name)
    journalist = NameCell(
        label=MediaContact._meta.get_field("journalist").verbose_name, known="known-journalists"
    )
    way = choice_cell(MediaContact, "way")
    note = text_cell(MediaContact, "note", required=True)

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day is None:
            raise ValidationError(_("Say when it was."))
        return self.place.in_year((day, day, "day"))[0]

    def clean_journalist(self):
        own = Journalist.objects.filter(organization=self.place.organization)
        found = named(own, self.cleaned_data["journalist"])
        if found is None:
            raise ValidationError(_("The organization keeps no journalist of this name."))
        return found


class Contacts(Register):
    code = "contacts"
    section = Section.MEDIA
    title = gettext_lazy("Contacts with journalists")
    model = MediaContact
    row = ContactRow
    organization = "journalist__organization"
    opened = "journalist"
    indicators = ("press.contacts", "press.journalists")
    order = ("-happened_on", "-pk")
    related = ("journalist",)

    def in_year(self, place):
        return Q(happened_on__year=place.year)

    def sample(self, place):
        return MediaContact(journalist=Journalist(organization=place.organization))

    def enter(self, row, place):
        note_contact(contact=MediaContact(**row.cleaned_data), by=place.user)


KEPT = 50  # records of last year that the page offers to carry on
REGISTERS = (
    Outlets(),  # before what names them
    Publications(),
    Broadcasts(),
    Mentions(),
    Partnerships(),
    PressEvents(),
    Contacts(),
)

"""Printed matter, newspapers, subscriptions and notice boards."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediacenter.outreach.models import NoticeBoardRegister
from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import (
    DatedRow,
    DayCell,
    NewRow,
    OfOutlet,
    choice_cell,
    number_cell,
    outlet_cell,
    qualifier_cell,
    text_cell,
)
from mediacenter.reports.indicators import Section
from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.quantity import Qualifier
from publications.press.models import Outlet
from publications.printed.actions.saving import save_printed_matter, save_subscription
from publications.printed.models import NewspaperIssue, PrintedMatter, Subscription
from unions.models import OrganizationKind
from unions.saving import save_record

from .events import Spanning


class PrintedRow(DatedRow):
    kind = choice_cell(PrintedMatter, "kind")
    title = text_cell(PrintedMatter, "title")
    copies = number_cell(PrintedMatter, "copies")
    languages = text_cell(PrintedMatter, "languages")


class Printed(Register):
    code = "printed"
    section = Section.PRINT
    title = gettext_lazy("Printed matter of its own")
    model = PrintedMatter
    row = PrintedRow
    indicators = (
        *("print.kinds", "print.copies"),
        *(f"print.{kind}" for kind, _label in PrintedMatter._meta.get_field("kind").choices),
    )

    def enter(self, row, place):
        printed = PrintedMatter(
            organization=place.organization,
            **row.span,
            **row.given("kind", "title", "copies", "languages"),
        )
        save_printed_matter(printed=printed, by=place.user)


class SubscriptionRow(OfOutlet, NewRow):
    outlet = outlet_cell()
    copies = number_cell(Subscription, "copies")


class Subscriptions(Register):
    code = "subscriptions"
    section = Section.PRINT
    title = gettext_lazy("Subscriptions to newspapers and magazines")
    model = Subscription
    row = SubscriptionRow
    indicators = ("print.subscriptions", "print.subscription_copies")
    order = ("-pk",)
    related = ("outlet",)

    def in_year(self, place):
        return Q(year=place.year)

    def words_of(self, record):
        return f"{record.outlet}: {'—' if record.copies is None else record.copies}"

    def enter(self, row, place):
        subscription = Subscription(
            organization=place.organization, year=place.year, **row.given("outlet", "copies")
        )
        save_subscription(subscription=subscription, by=place.user)

    def earlier(self, place):
        known = self.of(place).filter(year=place.year).values("outlet")
        last = self.of(place).filter(year=place.year - 1).exclude(outlet__in=known)
        return FirstOf(last.select_related("outlet").order_by("pk"), KEPT)

    def carry_on(self, record, place):
        subscription = Subscription(
            organization=place.organization,
            outlet=record.outlet,
            year=place.year,
            copies=record.copies,
        )
        save_subscription(subscription=subscription, by=place.user)


class IssueRow(OfOutlet, NewRow):
    outlet = outlet_cell()
    number = text_cell(NewspaperIssue, "number", required=True)
    published_on = DayCell(label=NewspaperIssue._meta.get_field("published_on").verbose_name)
    copies = number_cell(NewspaperIssue, "copies")

    def clean_outlet(self):
        outlet = super().clean_outlet()
        if outlet.publisher_id != self.place.organization.pk:
            raise ValidationError(_("This newspaper is not published by the organization."))
        return outlet

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day is None:
            raise ValidationError(_("Say when it was."))
        return self.place.in_year((day, day, "day"))[0]


class Issues(Register):
    """Issues of the newspapers that the organization publishes."""

    code = "issues"
    section = Section.PRINT
    title = gettext_lazy("Issues of its newspapers")
    model = NewspaperIssue
    row = IssueRow
    organization = "outlet__publisher"
    indicators = ("print.newspaper_issues", "print.newspaper_copies")
    order = ("-published_on", "-pk")
    related = ("outlet",)

    def in_year(self, place):
        return Q(published_on__year=place.year)

    def sample(self, place):
        return NewspaperIssue(outlet=Outlet(publisher=place.organization))

    def enter(self, row, place):
        save_record(record=NewspaperIssue(**row.cleaned_data), by=place.user)


class BoardRow(DatedRow):
    touches = True
    where = choice_cell(NoticeBoardRegister, "where", initial=OrganizationKind.PRIMARY)
    number = number_cell(NoticeBoardRegister, "number")
    qualifier = qualifier_cell()


class Boards(Spanning):
    code = "boards"
    section = Section.PRINT
    title = gettext_lazy("Notice boards of the organizations")
    model = NoticeBoardRegister
    row = BoardRow
    indicators = ("boards.standing",)

    def enter(self, row, place):
        boards = NoticeBoardRegister(
            organization=place.organization,
            qualifier=row.cleaned_data["qualifier"] or Qualifier.EXACT,
            where=row.cleaned_data["where"] or OrganizationKind.PRIMARY,
            number=row.cleaned_data["number"],
            **row.span,
        )
        save_record(record=boards, by=place.user)

    def earlier(self, place):
        standing = self.of(place).filter(self.in_year(place)).values("where")
        ended = self.of(place).filter(ends_on__year=place.year - 1).exclude(where__in=standing)
        return FirstOf(ended.order_by("pk"), KEPT)

    def carry_on(self, record, place):
        starts_on, ends_on, precision = place.whole_year()
        boards = NoticeBoardRegister(
            organization=place.organization,
            where=record.where,
            number=record.number,
            qualifier=record.qualifier,
            starts_on=starts_on,
            ends_on=ends_on,
            precision=precision,
        )
        save_record(record=boards, by=place.user)
        boards.subjects.set(record.subjects.all())


KEPT = 50  # records of last year that the page offers to carry on
REGISTERS = (Printed(), Subscriptions(), Issues(), Boards())

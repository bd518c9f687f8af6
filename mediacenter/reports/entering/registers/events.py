"""Campaigns, visits and contests."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.outreach.actions.visits import enter_visit
from mediacenter.outreach.models import Campaign, Contest, Visit, VisitMode
from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import (
    DatedRow,
    NameCell,
    choice_cell,
    long_text_cell,
    named,
    number_cell,
    qualifier_cell,
    text_cell,
)
from mediacenter.reports.indicators import Section
from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.quantity import Qualifier
from unions.models import Organization
from unions.saving import save_record


class VisitRow(DatedRow):
    mode = choice_cell(Visit, "mode", initial=VisitMode.IN_PERSON)
    place_name = NameCell(label=_("organization or place"), known="known-branches")
    topic = text_cell(Visit, "topic")
    participants = text_cell(Visit, "participants")

    def clean_place_name(self):
        """The branch of this name, or the words of another place."""
        name = self.cleaned_data["place_name"]
        below = Organization.objects.within(self.place.organization)
        return named(below, name, columns=("name", "short_name")) or name


class Visits(Register):
    code = "visits"
    section = Section.EVENTS
    title = _("Visits and meetings")
    model = Visit
    row = VisitRow
    indicators = ("field.visits", "field.places_visited", "field.online_meetings")
    related = ("visited",)

    def enter(self, row, place):
        where = row.cleaned_data["place_name"]
        branch = where if isinstance(where, Organization) else None
        visit = Visit(
            organization=place.organization,
            visited=branch,
            place="" if branch else where,
            mode=row.cleaned_data["mode"] or VisitMode.IN_PERSON,
            **row.span,
            **row.given("topic", "participants"),
        )
        enter_visit(visit=visit, by=place.user)


class CampaignRow(DatedRow):
    touches = True
    title = text_cell(Campaign, "title", required=True)
    about = long_text_cell(Campaign, "about")


class Spanning(Register):
    """Records that count in every year that they touch."""

    def in_year(self, place):
        return Q(starts_on__year__lte=place.year) & (
            Q(ends_on=None) | Q(ends_on__year__gte=place.year)
        )


class Campaigns(Spanning):
    code = "campaigns"
    section = Section.EVENTS
    title = pgettext_lazy("records", "Campaigns")
    model = Campaign
    row = CampaignRow
    indicators = ("field.campaigns",)

    def enter(self, row, place):
        campaign = Campaign(
            organization=place.organization, **row.span, **row.given("title", "about")
        )
        save_record(record=campaign, by=place.user)


class ContestRow(DatedRow):
    touches = True
    title = text_cell(Contest, "title", required=True)
    network = choice_cell(Contest, "network")
    conditions = forms.CharField(label=pgettext_lazy("field", "conditions"), max_length=2000)
    prize = text_cell(Contest, "prize")
    followers_gained = number_cell(Contest, "followers_gained")
    followers_gained_qualifier = qualifier_cell()


class Contests(Spanning):
    code = "contests"
    section = Section.EVENTS
    title = _("Contests and prize draws")
    model = Contest
    row = ContestRow
    indicators = ("contests.held", "social.followers_gained")

    def enter(self, row, place):
        contest = Contest(
            organization=place.organization,
            network=row.cleaned_data["network"],
            followers_gained_qualifier=row.cleaned_data["followers_gained_qualifier"]
            or Qualifier.EXACT,
            **row.span,
            **row.given("title", "conditions", "prize", "followers_gained"),
        )
        save_record(record=contest, by=place.user)

    def earlier(self, place):
        held = self.of(place)
        this_year = held.filter(self.in_year(place)).values("title_kk", "title_ru", "title_en")
        known = {tuple(one.values()) for one in this_year}
        last = held.filter(ends_on__year=place.year - 1).order_by("-starts_on", "-pk")
        ended = FirstOf(last, KEPT)
        ended[:] = [one for one in ended if (one.title_kk, one.title_ru, one.title_en) not in known]
        return ended

    def carry_on(self, record, place):
        contest = Contest.objects.get(pk=record.pk)
        contest.pk, contest._state.adding = None, True
        contest.followers_gained = None
        contest.starts_on, contest.ends_on, contest.precision = place.whole_year()
        save_record(record=contest, by=place.user)


KEPT = 50  # records of last year that the page offers to carry on
REGISTERS = (Visits(), Campaigns(), Contests())

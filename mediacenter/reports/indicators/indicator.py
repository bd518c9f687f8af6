"""What an indicator is: a declaration of what is counted and how it adds up."""

from dataclasses import astuple, dataclass, replace

from django.db.models import F, IntegerField, Q, QuerySet, TextChoices
from django.db.models.expressions import Func
from django.db.models.functions import Coalesce, ExtractYear, Greatest, Least
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.quantity import say


class Section(TextChoices):
    STAFF = "A", _("People and training")
    REACH = "B", _("Organizations and coverage")
    INTERNET = "C", _("Internet and social networks")
    MEDIA = "D", _("Press, television and radio")
    PRINT = "E", _("Printed matter and notice boards")
    EVENTS = "F", _("Campaigns, meetings and contests")
    FEEDBACK = "G", _("Feedback and appeals")
    BODIES = "H", _("Elected bodies")
    NEWSROOM = "I", _("Media plan and difficult situations")


YES, NO = pgettext_lazy("figure", "yes"), pgettext_lazy("figure", "no")


class Kind(TextChoices):
    NUMBER = "number", pgettext_lazy("indicator kind", "number")
    YES_NO = "yes_no", _("yes or no")


# --- How the figures of organizations make the figure of the one above them -------------------


@dataclass(frozen=True)
class Sum:
    """They are added. With `distinct`, records that agree in this field count once together.

    Where the field is empty, `otherwise` tells the records apart.
    """

    distinct: str | None = None
    otherwise: str = "pk"


@dataclass(frozen=True)
class Latest:
    """Each thing told apart by `distinct` has the number of its last count of the year, by the
    date `at`. These are added; a thing that two organizations claim counts once together."""

    distinct: str
    at: str


@dataclass(frozen=True)
class Stays:
    """They say something of one organization and are not added."""


# --- To which years a record belongs ----------------------------------------------------------


@dataclass(frozen=True)
class On:
    """The year of a date. Of a span, take the end: what is only known to lie within two years has
    surely happened by the second."""

    field: str

    def touching(self, first, last):
        return Q(**{f"{self.field}__year__gte": first, f"{self.field}__year__lte": last})

    def years(self, first, last):
        return ExtractYear(self.field)


@dataclass(frozen=True)
class InYear:
    """A field that holds the year as a number."""

    field: str

    def touching(self, first, last):
        return Q(**{f"{self.field}__range": (first, last)})

    def years(self, first, last):
        return F(self.field)


class YearSeries(Func):
    function = "generate_series"
    output_field = IntegerField()
    set_returning = True


@dataclass(frozen=True)
class During:
    """Every year that a span touches; a bound that nobody stated is no bound."""

    since: str
    until: str

    def touching(self, first, last):
        began = Q(**{f"{self.since}__isnull": True}) | Q(**{f"{self.since}__year__lte": last})
        lasts = Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__year__gte": first})
        return began & lasts

    def years(self, first, last):
        return YearSeries(
            Greatest(Coalesce(ExtractYear(self.since), first), first),
            Least(Coalesce(ExtractYear(self.until), last), last),
        )


@dataclass(frozen=True)
class AtYearEnd:
    """Every year whose last day lies in a span, which itself ends before its last day."""

    since: str
    until: str

    def touching(self, first, last):
        began = Q(**{f"{self.since}__isnull": True}) | Q(**{f"{self.since}__year__lte": last})
        lasts = Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__year__gt": first})
        return began & lasts

    def years(self, first, last):
        return YearSeries(
            Greatest(Coalesce(ExtractYear(self.since), first), first),
            Least(Coalesce(ExtractYear(self.until) - 1, last), last),
        )


@dataclass(frozen=True)
class BetweenYears:
    """Every year between two that are held as numbers; one that nobody stated is no bound."""

    since: str
    until: str

    def touching(self, first, last):
        began = Q(**{f"{self.since}__isnull": True}) | Q(**{f"{self.since}__lte": last})
        lasts = Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gte": first})
        return began & lasts

    def years(self, first, last):
        return YearSeries(
            Greatest(Coalesce(F(self.since), first), first),
            Least(Coalesce(F(self.until), last), last),
        )


@dataclass(frozen=True)
class Jointly:
    """Records that several organizations made together count for each of them.

    `shares` holds a row for each further organization, `record` leads from it to the record.
    """

    shares: QuerySet
    record: str
    organization: str = "organization"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One line of the annual report.

    `unit` says of what the number is, in a form that suits a list («материалы»). Without
    `counted_from` the figure is declared only. A record counts as one unless `amount` names the
    field with its number; a record whose number is None is passed over. `organization` and `year`
    lead from the record to its organization and years; `jointly` to the organizations that share
    it. `opens` is the admin's list of the records.
    """

    code: str
    section: Section
    name: Promise
    unit: Promise
    kind: Kind = Kind.NUMBER
    adds_up: Sum | Latest | Stays = Sum()
    counted_from: QuerySet | None = None
    organization: str = "organization"
    year: On | InYear | During | AtYearEnd | BetweenYears | None = None
    amount: str | None = None
    qualifier: str | None = None
    jointly: Jointly | None = None
    opens: str | None = None

    def say(self, number, qualifier):
        """The figure in the active language: "more than 1 358", "yes"; "not stated" for None."""
        if self.kind == Kind.YES_NO and number is not None:
            return YES if number else NO
        return say(number, qualifier)

    @property
    def path(self):
        """The lookup from a record to its organization's place in the tree."""
        return f"{self.organization}__path" if self.organization else "path"

    @property
    def stays(self):
        """Whether it says something of one organization alone."""
        return isinstance(self.adds_up, Stays)

    @property
    def tells_apart(self):
        """Whether things of several organizations may be the same and count once together.

        Not where each thing itself lies in one organization, as an article does.
        """
        distinct = getattr(self.adds_up, "distinct", None)
        alone = self.jointly is None and self.organization.startswith(f"{distinct}__")
        return distinct is not None and not alone

    @property
    def computed_dates(self):
        """Which of the dates of `year` are no columns of the record."""
        dates = astuple(self.year) if self.year else ()
        return [date for date in dates if date in self.counted_from.query.annotations]

    @property
    def shared(self):
        """The same indicator as counted from the shares of joint records; None without them."""
        if self.jointly is None:
            return None
        record = self.jointly.record
        return replace(
            self,
            counted_from=self.jointly.shares,
            organization=self.jointly.organization,
            year=On(f"{record}__{self.year.field}"),
            adds_up=Sum(distinct=f"{record}__{self.adds_up.distinct}", otherwise=record),
            jointly=None,
        )

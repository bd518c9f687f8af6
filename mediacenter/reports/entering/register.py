"""A register behind the figures of a section: what is known of the year, and rows for more."""

from django.db.models import Q
from django.urls import reverse

KNOWN = 10  # records that the page lists of each


class Register:
    """One register on the page of a year.

    `code` names it in forms and addresses; `row` is the NewRow of its records, `indicators` are
    the codes of the figures that it counts for. What is held per organization by another relation
    than `organization` overrides `of` and `sample`; `opened` is the relation to the record on whose
    page it is entered, where it has none of its own.
    """

    code = ""
    section = None
    title = ""
    model = None
    row = None
    indicators = ()
    organization = "organization"
    opened = ""
    order = ("-starts_on", "-pk")
    related = ()
    shows_known = True  # whether the page lists what is known of the year

    def of(self, place):
        """The records of the organization itself."""
        return self.model._default_manager.filter(**{self.organization: place.organization})

    def in_year(self, place):
        """The condition by which a record is of the place's year."""
        return Q(ends_on__year=place.year)

    def known(self, place):
        """The newest records of the year: KNOWN of them and one, if there are more."""
        found = self.of(place).filter(self.in_year(place)).select_related(*self.related)
        return list(found.order_by(*self.order)[: KNOWN + 1])

    def sample(self, place):
        """A record that somebody asks leave to add."""
        return self.model(**{self.organization: place.organization})

    def may_enter(self, place):
        """Whether the place's user enters such records there."""
        return self.may("add", place)

    def may_see(self, place):
        """Whether the place's user sees what is known there."""
        return self.may("view", place)

    def may(self, verb, place):
        options = self.model._meta
        permission = f"{options.app_label}.{verb}_{options.model_name}"
        return place.user.has_perm(permission, self.sample(place))

    def enter(self, row, place):
        """Store what a row says, by the use case of its kind. Raises ValidationError."""
        raise NotImplementedError

    def earlier(self, place):
        """The records of the year before that can be carried on into this one."""
        return []

    def carry_on(self, record, place):
        """Store a record of last year for this one."""
        raise NotImplementedError

    def rows_to_fill_in(self, place):
        """What the register has a row of its own for, instead of new ones; None: new ones."""
        return None

    @property
    def list_address(self):
        model = self.model
        if self.opened:
            model = model._meta.get_field(self.opened).related_model
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    def address_of(self, record):
        if self.opened:
            record = getattr(record, self.opened)
        options = record._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])

    def words_of(self, record):
        """What a record is, in a line."""
        when = getattr(record, "when", "")
        return f"{when}: {record}" if when and not str(record).startswith(when) else str(record)

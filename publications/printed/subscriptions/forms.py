"""One table: a row an organization, a column a newspaper, in each cell the copies of the year."""

from django.utils.translation import gettext as _

from mediacenter.toolkit.grids import NumberCell, Row
from mediacenter.toolkit.templatetags.languages import translated
from publications.printed.models import Subscription

MOST_COPIES = 1_000_000


def known_subscriptions(organizations, outlets, year):
    """{(key of an organization, key of an outlet): its Subscription of the year}"""
    stored = Subscription.objects.filter(
        year=year, organization__in=organizations, outlet__in=outlets
    )
    return {(one.organization_id, one.outlet_id): one for one in stored}


class SubscriptionRow(Row):
    """The copies of an organization, by newspaper. A blank cell is no subscription.

    A subscription whose copies nobody states stays while its cell stays blank.
    """

    def __init__(self, *args, outlets, known, **kwargs):
        self.outlets, self.known = outlets, known
        super().__init__(*args, **kwargs)

    def prepare(self):
        for outlet in self.outlets:
            known = self.known.get((self.record.pk, outlet.pk))
            self.fields[f"{outlet.pk}"] = NumberCell(
                label=outlet, max_value=MOST_COPIES, initial=known and known.copies
            )

    @property
    def heading(self):
        return translated(self.record, "name")

    @property
    def note(self):
        """Which newspapers are subscribed to in a number that nobody states."""
        found = (self.known.get((self.record.pk, outlet.pk)) for outlet in self.outlets)
        unstated = [str(one.outlet) for one in found if one is not None and one.copies is None]
        if not unstated:
            return ""
        return _("Subscribed, copies not stated: %(newspapers)s") % {
            "newspapers": ", ".join(unstated)
        }

    @property
    def copies(self):
        """{(organization, outlet): copies} of the cells that somebody has changed."""
        changed = (outlet for outlet in self.outlets if f"{outlet.pk}" in self.changed_data)
        return {(self.record, one): self.cleaned_data[f"{one.pk}"] for one in changed}

"""One table: a row an organization, a column a newspaper, in each cell the copies of the year."""

from django import forms
from django.utils.translation import gettext as _

from publications.models import Subscription

MOST_COPIES = 1_000_000


class SubscriptionTable(forms.Form):
    """Fields are named by organization and outlet: "12-3". Blank cells are no subscription.

    A subscription whose copies nobody states stays while its cell stays blank.
    """

    def __init__(self, *args, organizations, outlets, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = {
            f"{one.pk}-{outlet.pk}": (one, outlet) for one in organizations for outlet in outlets
        }
        stored = Subscription.objects.filter(
            year=year, organization__in=organizations, outlet__in=outlets
        )
        self.stored = {f"{one.organization_id}-{one.outlet_id}": one for one in stored}
        for name, (organization, outlet) in self.cells.items():
            record = self.stored.get(name)
            label = _("%(organization)s: copies of %(outlet)s") % {
                "organization": organization,
                "outlet": outlet,
            }
            self.fields[name] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST_COPIES,
                initial=record.copies if record else None,
                label=label,
                widget=forms.NumberInput(attrs={"aria-label": label, "inputmode": "numeric"}),
            )
        self.rows = [
            (one, [self.row_cell(one, outlet) for outlet in outlets]) for one in organizations
        ]

    def row_cell(self, organization, outlet):
        """The bound field, and whether a subscription is known without its copies."""
        name = f"{organization.pk}-{outlet.pk}"
        record = self.stored.get(name)
        return self[name], record is not None and record.copies is None

    @property
    def changes(self):
        """{(organization, outlet): copies} of the cells that somebody has changed."""
        return {self.cells[name]: self.cleaned_data[name] for name in self.changed_data}

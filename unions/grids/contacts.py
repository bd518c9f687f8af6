"""How an organization and its branches are reached, in one table."""

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import get_language

from mediacenter.toolkit.grids import MOST_ROWS, Grid, Row, fill_in
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.templatetags.languages import translated
from unions.actions import enter_contacts
from unions.cabinet_access import organization_of, with_branches
from unions.models import Organization
from unions.rules import SPOKESPEOPLE

CONTACTS = ("phone", "email", "address", "hours")


def column_of(name):
    """The column itself, or that of the page's language: what stands in another is not shown."""
    column = f"{name}_{get_language()}"
    return column if hasattr(Organization, column) else name


class ContactsRow(Row):
    """The contacts of one organization."""

    def prepare(self):
        for name in CONTACTS:
            column = column_of(name)
            self.fields[column] = Organization._meta.get_field(name).formfield(
                widget=forms.EmailInput if name == "email" else forms.TextInput,
                initial=getattr(self.record, column),
                help_text="",
            )

    @property
    def heading(self):
        return translated(self.record, "name")

    @property
    def contacts(self):
        """{field: what was written} of the cells that somebody has changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


@asks_for("unions.enter_contacts")
def table(request):
    organization, choices = organization_of(request, *SPOKESPEOPLE)
    page = Paginator(with_branches(organization), MOST_ROWS).get_page(request.GET.get("page"))

    def build(data):
        return Grid(ContactsRow, page.object_list.all(), data=data)

    return fill_in(
        request,
        build,
        lambda row: enter_contacts(organization=row.record, by=request.user, **row.contacts),
        template="unions/grids/contacts.html",
        context={"page": page, "organization": organization, "choices": choices},
    )

"""A list that is typed in, and who came without having been signed up."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.models import Organization

from .attendance_sheet import LONGEST_LIST
from .models import Session
from .rules import LIST_KEEPERS
from .sign_up_forms import ParticipantForm

OFFERED = 300  # organizations to choose from


class TypedListForm(forms.Form):
    session = forms.ModelChoiceField(
        Session.objects.none(), label=pgettext_lazy("label", "Session")
    )
    people = forms.CharField(
        label=_("Numbers or full names"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
        help_text=_(
            "Each on a line of its own, or parted by commas. The numbers are those of the list:"
            " they stay the same to the end."
        ),
    )

    def __init__(self, *args, seminar, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = seminar.sessions.all()


class WalkInForm(ParticipantForm):
    """`user`: None for a steward, to whom organizations that take part are offered, and no places
    to add."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=pgettext_lazy("label", "Organization")
    )
    adds_places = forms.BooleanField(
        label=_("Add a place for them, if all are taken"), required=False
    )
    field_order = ("organization",)

    def __init__(self, *args, seminar, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = offered_organizations(seminar, user)
        if user is None:
            del self.fields["adds_places"]


def offered_organizations(seminar, user):
    """Those that take part already, and the uppermost that the organizer reaches; of a steward the
    organizer's own."""
    own = Organization.objects.filter(pk=seminar.organizer_id)
    keeps = user.reach(*LIST_KEEPERS) if user else own
    reached = keeps.order_by("depth", "path").values("pk")[:OFFERED]
    return (
        Organization.objects.open()
        .filter(
            Q(pk__in=reached)
            | Q(pk__in=seminar.delegations.order_by().values("organization"))
            | Q(pk__in=seminar.audience.order_by().values("pk"))
        )
        .alphabetical()
    )

from django import forms
from django.utils.text import capfirst

from mediacenter.toolkit.forms import WhenForm

from .models import CommitteeHearing, ParticipantLevel


class HearingForm(WhenForm):
    """A hearing with its circle of participants as ticks."""

    with_levels = forms.MultipleChoiceField(
        label=capfirst(CommitteeHearing._meta.get_field("with_levels").verbose_name),
        choices=ParticipantLevel,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

from django import forms
from django.utils.text import capfirst

from mediacenter.toolkit.forms import WhenForm

from .membership_transitions import PASS_ON
from .models import CommitteeHearing, ParticipantLevel


class HearingForm(WhenForm):
    """A hearing with its circle of participants as ticks."""

    with_levels = forms.MultipleChoiceField(
        label=capfirst(CommitteeHearing._meta.get_field("with_levels").verbose_name),
        choices=ParticipantLevel,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PassOnForm(forms.ModelForm):
    """An application for membership: until it is answered, its organization may change."""

    def clean(self):
        given = super().clean()
        if "organization" in self.changed_data:
            PASS_ON.states.refuse_others(self.instance, PASS_ON.starts_from)
        return given

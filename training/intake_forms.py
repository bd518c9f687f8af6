"""For whom an organization applies to an intake, row by row, the most urgent first."""

from django import forms

from .actions.signing_up import PERSONAL
from .models import IntakeApplication
from .sign_up_forms import ParticipantForm, participant_rows


class ApplicantForm(ParticipantForm):
    class Meta(ParticipantForm.Meta):
        model = IntakeApplication
        fields = (*PERSONAL, "reason")
        widgets = {**ParticipantForm.Meta.widgets, "reason": forms.Textarea({"rows": 3})}


def applicant_rows(data=None):
    return participant_rows(data, ApplicantForm)

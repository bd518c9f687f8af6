"""Whom an organization signs up, row by row."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .actions.signing_up import MOST, PERSONAL
from .models import Registration

ROWS = 5  # offered at first, and more of at a time


class ParticipantForm(forms.ModelForm):
    class Meta:
        model = Registration
        fields = PERSONAL
        widgets = {
            "name": forms.TextInput({"autocomplete": "off"}),
            "email": forms.EmailInput({"autocomplete": "off"}),
            "phone": forms.TextInput({"autocomplete": "off", "type": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        # a row with nothing but its language is an empty one
        self.fields["language"].has_changed = lambda initial, data: False


class Rows(BaseFormSet):
    def clean(self):
        if not any(self.errors) and not self.participants():
            raise ValidationError(_("Name at least one person."))

    def participants(self):
        """Unsaved Registrations of the rows that were filled in."""
        return [form.instance for form in self.forms if form.has_changed() and form.is_valid()]


class DelegationForm(forms.Form):
    takes_some = forms.TypedChoiceField(
        label=_("If there are too few places"),
        choices=[
            ("yes", _("as many as fit come in, the others wait")),
            ("", _("all or nobody: the whole delegation waits")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        initial="yes",
        widget=forms.RadioSelect,
    )


def participant_rows(data=None, form=ParticipantForm):
    """The rows of a delegation; `more_rows` in the data asks for some more of them."""
    made = formset_factory(form, formset=Rows, extra=ROWS, max_num=MOST, absolute_max=MOST)
    if data is None or "more_rows" not in data:
        return made(data)
    grown = data.copy()
    asked = made(data).management_form
    number = asked.cleaned_data["TOTAL_FORMS"] if asked.is_valid() else ROWS
    grown["form-TOTAL_FORMS"] = str(min(MOST, number + ROWS))
    return made(grown)

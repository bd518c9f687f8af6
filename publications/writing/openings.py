"""What one opening of the form of an article carries along, hidden."""

from django import forms

from publications.models import UnsavedWork


class OpeningForm(forms.Form):
    """`opening`: its key; `turn`: how often it has sent what is typed; `recovered`: the key of the
    opening whose unsaved work was taken into it. No browser fills them in from an earlier page.
    """

    opening = forms.UUIDField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    turn = forms.IntegerField(
        min_value=0,
        max_value=UnsavedWork.LAST - 1,
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
    )
    recovered = forms.UUIDField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

"""What a participant is asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .feedback import QUESTIONS
from .models import FeedbackAnswer, ParticipantQuote

SCALE = [
    (5, _("5 – very good")),
    (4, _("4 – good")),
    (3, _("3 – fair")),
    (2, _("2 – poor")),
    (1, _("1 – very poor")),
]


class AnswerForm(forms.ModelForm):
    class Meta:
        model = FeedbackAnswer
        fields = (*QUESTIONS, "suggestions")
        widgets = {
            **{name: forms.RadioSelect(choices=SCALE) for name in QUESTIONS},
            "suggestions": forms.Textarea({"rows": 5}),
        }
        help_texts = {
            "suggestions": _("Who organizes the seminar reads them. Name nobody, if you can.")
        }


class QuoteForm(forms.ModelForm):
    agrees = forms.BooleanField(
        label=_("I agree that these words are published on the page of the seminar"),
        required=False,
    )

    class Meta:
        model = ParticipantQuote
        fields = ("words", "signature")
        widgets = {"words": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False

    def clean(self):
        super().clean()
        if self.cleaned_data.get("words") and not self.cleaned_data.get("agrees"):
            raise ValidationError(
                {"agrees": _("Say that they may be published, or leave the words out.")}
            )

    def quote(self, language):
        """The unsaved ParticipantQuote, None where there are no words."""
        if not self.cleaned_data["words"]:
            return None
        quote = self.save(commit=False)
        quote.language = language
        return quote

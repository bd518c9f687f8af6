"""The forms of a report's way: what is returned, when it is signed, until when it is extended."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from .actions.commenting import LONGEST as LONGEST_COMMENT
from .actions.reviewing import LONGEST_REASON, LONGEST_REMARK
from .actions.signing import LONGEST_NUMBER
from .models import ReportSection
from .wording import Wording

SHOWN = 120  # characters of a text beside its box

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReturnForm(forms.Form):
    """Figures and sections to tick, each with its remark; why, and until when."""

    reason = forms.CharField(
        label=_("Why the report is returned"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = forms.DateField(label=_("Submit again by"), widget=DAY)

    def __init__(self, *args, figures=None, comments=None, texts=None, wording=None, **kwargs):
        """As they stand in the report: `figures`, {code: its words}, and `texts`, by their
        ReportSections; `comments`: {code: FigureComments}; `wording`: the Wording of the year."""
        super().__init__(*args, **kwargs)
        figures, texts, self.comments = figures or {}, texts or {}, comments or {}
        self.sections = []
        wording = wording or Wording()
        for letter, indicators in wording.blocks():
            lines = [(letter, _("The whole section"), "")]
            lines += [(i.code, wording.name(i.code), figures.get(i.code, "")) for i in indicators]
            label = wording.name(letter)
            self.sections.append((label, [self.add_line(*line) for line in lines]))
        lines = [
            (section.value, section.label, Truncator(texts.get(section.value, "")).chars(SHOWN))
            for section in ReportSection
        ]
        self.sections.append((_("Texts of the report"), [self.add_line(*line) for line in lines]))

    def add_line(self, code, name, quantity):
        self.fields[f"item-{code}"] = forms.BooleanField(label=name, required=False)
        self.fields[f"remark-{code}"] = forms.CharField(
            label=_("Remark: %(name)s") % {"name": name},
            max_length=LONGEST_REMARK,
            required=False,
            widget=forms.TextInput(attrs={"placeholder": pgettext("report", "Remark")}),
        )
        return {
            "item": self[f"item-{code}"],
            "remark": self[f"remark-{code}"],
            "quantity": quantity,
            "comments": self.comments.get(code, ()),
        }

    def items(self):
        """{code: remark} of what was ticked, or has a remark."""
        words = self.cleaned_data
        return {
            name.removeprefix("item-"): words.get(name.replace("item-", "remark-", 1), "")
            for name in self.fields
            if name.startswith("item-")
            and (words.get(name) or words.get(name.replace("item-", "remark-", 1)))
        }


class CommentForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("field", "Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the report in your organization"), max_length=LONGEST_NUMBER
    )
    signed_on = forms.DateField(label=pgettext_lazy("report", "Date of the signature"), widget=DAY)
    seen = forms.CharField(required=False)


class ExtensionForm(forms.Form):
    until = forms.DateField(label=_("May be submitted until"), widget=DAY)


def show_refusal(form, refusal):
    """Add what a use case has refused to its fields, or to the form as a whole."""
    by_field = getattr(refusal, "error_dict", {None: refusal})
    for field, reasons in by_field.items():
        form.add_error(field if field in form.fields else None, reasons)

"""The form in which a figure is declared."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldBooleanSwitchWidget

from mediacenter.toolkit import documents
from mediacenter.toolkit.forms import TranslatedForm, in_each

from .actions.figures import refuse_unfounded
from .actions.wording import refuse_unfit_wording
from .checks import unlikely_numbers
from .indicators import REGISTRY, Kind, Section
from .indicators.indicator import NO, YES
from .locks import refuse_locked, refuse_locked_task
from .models import Figure, IndicatorWording, TaskAhead


def indicator_choices():
    """The indicators by the sections of the report."""
    yield "", _("Select value")
    for section in Section:
        yield (
            section.label,
            [(i.code, i.name) for i in REGISTRY.values() if i.section == section],
        )


def answer(label):
    """The number of an indicator that is answered by yes or no."""
    choices = [("", _("Select value")), (1, YES), (0, NO)]
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=UnfoldAdminSelectWidget(choices=choices),
    )


class FigureForm(TranslatedForm):
    """A figure is of one organization, indicator and year for good: what else changes, changes.

    A number beyond reason is saved by an explicit tick only.
    """

    is_right = forms.BooleanField(
        label=_("The number is right"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=_("Tick this to save a number that is far from what is usual."),
    )

    class Meta:
        model = Figure
        fields = (
            "organization",
            "indicator",
            "year",
            "number",
            "qualifier",
            "scope",
            "as_of",
            "precision",
            *in_each("source", "note", "difference"),
            "attachment",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "attachment" in self.fields:
            self.fields["attachment"].widget.attrs["accept"] = documents.ACCEPTED
        indicator = self.instance.declared_of
        if indicator and indicator.kind == Kind.YES_NO and "number" in self.fields:
            self.fields["number"] = answer(self.fields["number"].label)

    def clean_attachment(self):
        sent = self.cleaned_data["attachment"]
        return documents.pdf_or_picture(sent) if isinstance(sent, UploadedFile) else sent

    def attached(self):
        """What becomes of the attachment, as declare_figure wants it."""
        if "attachment" not in self.changed_data:
            return None
        return self.cleaned_data["attachment"]

    def clean(self):
        super().clean()
        given = {**kept_by(self.instance), **self.cleaned_data}
        if self.errors or given["year"] is None:
            return
        try:
            refuse_unfounded(
                indicator=given["indicator"],
                year=given["year"],
                number=given["number"],
                source=self.texts("source"),
                as_of=given["as_of"],
            )
        except ValidationError as refusal:
            for field, reasons in refusal.error_dict.items():
                shown = "source_kk" if field == "source" else field
                self.add_error(shown if shown in self.fields else None, reasons)
            return
        self.refuse_locked(given)
        self.ask_of_unlikely(given)

    def refuse_locked(self, given):
        try:
            refuse_locked(
                organization=given["organization"], year=given["year"], code=given["indicator"]
            )
        except ValidationError as refusal:
            self.add_error(None, refusal)

    def ask_of_unlikely(self, given):
        if self.errors or given["is_right"] or "number" not in self.changed_data:
            return
        code = given["indicator"]
        asked = unlikely_numbers(
            organization=given["organization"],
            year=given["year"],
            numbers={code: (given["number"], given["scope"])},
        )
        for sentence in asked.get(code, ()):
            self.add_error("number", sentence)
        if asked:
            self.add_error("is_right", _("Correct the number, or say here that it is right."))

    def texts(self, name):
        return {column[-2:]: self.cleaned_data.get(column, "") for column in in_each(name)}


class NewFigureForm(FigureForm):
    indicator = forms.ChoiceField(
        label=pgettext_lazy("field", "Indicator"),
        choices=indicator_choices,
        widget=UnfoldAdminSelectWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = _("Where the answer is yes or no: 1 is yes, 0 is no.")


def kept_by(figure):
    """What of a declared figure stays as it is; nothing of a new one."""
    if figure._state.adding:
        return dict.fromkeys(KEY)
    return {name: getattr(figure, name) for name in KEY}


KEY = ("organization", "indicator", "year")


class TaskAheadForm(TranslatedForm):
    """A task that its report still takes."""

    class Meta:
        model = TaskAhead
        fields = ("organization", "year", "number", *in_each("text"), "status", *in_each("outcome"))

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        try:
            refuse_locked_task(self.instance)
        except ValidationError as refusal:
            self.add_error(None, refusal)


def wording_choices():
    """Each block, with its indicators."""
    yield "", _("Select value")
    for section in Section:
        inside = [(i.code, i.name) for i in REGISTRY.values() if i.section == section]
        block = _("%(block)s (the block itself)") % {"block": section.label}
        yield section.label, [(section.value, block), *inside]


class IndicatorWordingForm(TranslatedForm):
    """Of one block or indicator and year for good."""

    code = forms.ChoiceField(
        label=capfirst(_("block or indicator")),
        choices=wording_choices,
        widget=UnfoldAdminSelectWidget,
    )

    class Meta:
        model = IndicatorWording
        fields = ("code", "year", *in_each("name"), "position")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("code", None)

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        try:
            refuse_unfit_wording(self.instance)
        except ValidationError as refusal:
            by_field = getattr(refusal, "error_dict", {None: refusal})
            for name, reasons in by_field.items():
                self.add_error(name if name in self.fields else None, reasons)

"""The field of a form in which a table is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget

ACCEPTED = ".xlsx,.csv,.tsv,.txt"


class TableField(forms.FileField):
    def __init__(self, **kwargs):
        super().__init__(
            **{
                "label": pgettext_lazy("file", "Table"),
                "help_text": _("An Excel workbook (.xlsx), or a text table (.csv, .tsv, .txt)."),
                "widget": UnfoldAdminFileFieldWidget(attrs={"accept": ACCEPTED}),
                **kwargs,
            }
        )

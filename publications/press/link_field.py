from django import forms
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from mediacenter.toolkit import links


class LinkField(forms.CharField):
    """Takes a link as people paste it; its value is the canonical link."""

    def __init__(self, **kwargs):
        widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "url"})
        super().__init__(
            **{
                "label": pgettext_lazy("field", "Link"),
                "max_length": links.MOST_ENTERED,
                "widget": widget,
                **kwargs,
            }
        )

    def to_python(self, value):
        entered = super().to_python(value)
        return links.normalize(entered) if entered else entered

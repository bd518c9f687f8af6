from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from mediacenter.toolkit import links
from mediacenter.toolkit.forms import TranslatedForm, WhenForm


class LinkField(forms.CharField):
    """Takes a link as people paste it; its value is the canonical link."""

    def __init__(self, **kwargs):
        widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "url"})
        super().__init__(**{"label": _("Link"), "max_length": 1000, "widget": widget, **kwargs})

    def to_python(self, value):
        entered = super().to_python(value)
        return links.normalize(entered) if entered else entered


class OutletForm(TranslatedForm):
    url = LinkField(required=False)


class SocialPostForm(WhenForm):
    """Keeps the link as it was pasted beside the canonical one."""

    url = LinkField()

    def clean_url(self):
        if "url" in self.changed_data:
            self.instance.entered = self["url"].data.strip()
        return self.cleaned_data["url"]

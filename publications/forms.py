from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from mediacenter.toolkit import links
from mediacenter.toolkit.forms import TranslatedForm, WhenForm
from publications.actions.saving import refuse_second_outlet
from publications.actions.social import refuse_duplicate


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


class OutletForm(TranslatedForm):
    url = LinkField(required=False)

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                refuse_second_outlet(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)


class SocialPostForm(WhenForm):
    """Keeps the link as it was pasted beside the canonical one."""

    url = LinkField()

    def clean_url(self):
        if "url" in self.changed_data:
            self.instance.entered = self["url"].data.strip()
        return self.cleaned_data["url"]

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and {"url", "organization"} & set(self.changed_data):
            try:
                refuse_duplicate(self.instance)
            except ValidationError as refusal:
                self.add_error("url", refusal)

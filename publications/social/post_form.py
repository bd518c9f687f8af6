from django.core.exceptions import ValidationError

from mediacenter.toolkit.forms import WhenForm
from publications.press.link_field import LinkField
from publications.social.actions.posts import refuse_duplicate


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

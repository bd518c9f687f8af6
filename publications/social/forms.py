"""Forms of posts: one in the admin, many links at once in the cabinet."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.forms import WhenForm
from publications.articles.models import Rubric
from publications.press.link_field import LinkField
from publications.press.pasting import PastedLinksForm
from publications.social.actions.posts import refuse_duplicate
from unions.choices import bound


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


class PostsForm(PastedLinksForm):
    """Links to what the organization posted on its own pages."""

    rubric = forms.ModelChoiceField(
        Rubric.objects.none(), label=pgettext_lazy("field", "rubric"), required=False
    )

    field_order = ("organization", "when", "rubric", "text")

    def __init__(self, *args, user, article=None, **kwargs):
        super().__init__(*args, user=user, article=article, **kwargs)
        self.initial.setdefault("rubric", article and article.rubric_id)
        bound(self.fields["rubric"], Rubric.objects.in_use().alphabetical(), user=user)
        self.fields["text"].help_text = _(
            "One a line, as you copy them; the channel is told by the link."
        )

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publications.articles.models import Rubric
from publications.press.pasting import PastedLinksForm
from unions.choices import bound


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

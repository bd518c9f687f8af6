from django import forms
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.when import WhenField
from publications.models import Rubric
from publications.plan.forms import bound
from publications.rules import WRITERS
from unions.models import Organization


class PostsForm(forms.Form):
    """Links to posts, one a line, of one organization and of one day or month."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("organization"))
    when = WhenField(widget=forms.TextInput)
    rubric = forms.ModelChoiceField(Rubric.objects.none(), label=_("rubric"), required=False)
    text = forms.CharField(
        label=_("links"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("One a line, as you copy them; the channel is told by the link."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        bound(self.fields["organization"], user.reach(*WRITERS).order_by("path"))
        bound(self.fields["rubric"], Rubric.objects.in_use().alphabetical())
        if offered := self.fields["organization"].widget.choices:
            self.initial.setdefault("organization", next(iter(offered))[0])

"""What a reader chooses: topics, language, how often."""

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.publicforms.forms import TOKEN, PublicForm
from publications.articles.models import Rubric
from publications.newsletter.models import Frequency
from unions.models import Organization, OrganizationKind

OFFERED_KINDS = (OrganizationKind.TERRITORIAL, OrganizationKind.INDUSTRY_UNION)
MOST_NAMED = 30  # rubrics that an address or a form may name


class TopicsForm(forms.Form):
    """Rubrics that all share and the larger organizations, beside those that are `named`."""

    rubrics = forms.ModelMultipleChoiceField(
        Rubric.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=pgettext_lazy("newsletter", "Rubrics"),
        help_text=_("None chosen: news of every rubric."),
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("all organizations"),
        label=pgettext_lazy("newsletter", "Organization"),
        help_text=_("With all organizations below it."),
    )
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, label=pgettext_lazy("newsletter", "Language")
    )
    frequency = forms.ChoiceField(
        choices=Frequency,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect,
        label=pgettext_lazy("newsletter", "How often"),
    )

    def __init__(self, *args, named=None, **kwargs):
        super().__init__(*args, **kwargs)
        rubrics, organization = named or ((), "")
        self.fields["rubrics"].queryset = (
            Rubric.objects.in_use()
            .filter(Q(organization=None) | Q(slug__in=rubrics[:MOST_NAMED]))
            .alphabetical()
        )
        self.fields["organization"].queryset = (
            Organization.objects.open()
            .filter(Q(kind__in=OFFERED_KINDS) | Q(slug=organization))
            .alphabetical()
        )

    @property
    def topics(self):
        """Pairs (Rubric or None, Organization or None)."""
        organization = self.cleaned_data["organization"]
        return [(rubric, organization) for rubric in self.cleaned_data["rubrics"] or [None]]


class SubscribeForm(PublicForm, TopicsForm):
    email = forms.EmailField(
        label=pgettext_lazy("newsletter", "E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    field_order = ("email", "rubrics", "organization", "language", "frequency")

    def __init__(self, *, request, language):
        asked = request.POST if request.method == "POST" else request.GET
        rubrics, organization = asked.getlist("rubrics"), asked.get("organization", "")
        super().__init__(
            request=request,
            named=(rubrics, organization),
            initial={"rubrics": rubrics, "organization": organization, "language": language},
        )

    @property
    def is_begun(self):
        """Whether another page has sent the address alone, for its reader to choose the rest."""
        return self.is_bound and TOKEN not in self.data

    def refusal(self):
        if self.is_begun:
            return forms.ValidationError(
                _("Choose what you want to read and how often, then send the form."), code="begun"
            )
        return super().refusal()


class ManageForm(TopicsForm):
    """What a subscription gets: its topics as ticks, and others to add."""

    adds = forms.BooleanField(
        required=False, label=_("Add the rubrics and the organization chosen below")
    )
    kept = forms.ModelMultipleChoiceField(
        None, required=False, widget=forms.CheckboxSelectMultiple, label=_("Your topics")
    )
    field_order = ("kept", "adds", "rubrics", "organization", "language", "frequency")

    def __init__(self, *args, subscription, **kwargs):
        topics = subscription.topics.select_related("rubric", "organization")
        initial = {
            "kept": topics,
            "language": subscription.language,
            "frequency": subscription.frequency,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["kept"].queryset = topics

    @property
    def added(self):
        """What was chosen is added, even where the tick, which all news need, was overlooked."""
        chosen = self.cleaned_data
        wanted = chosen["adds"] or chosen["rubrics"] or chosen["organization"]
        return self.topics if wanted else []

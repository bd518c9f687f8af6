"""The forms of the plan in the cabinet, in the dress of the public site."""

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.forms import WhenForm, in_each
from mediacenter.toolkit.overwriting import AsksBeforeOverwriting
from mediacenter.toolkit.when import WhenField
from publications.articles.models import Rubric
from publications.plan.models import Assignment, Occasion, PlanItem, PlanStatus
from publications.press.models import Outlet
from unions.choices import NOT_CHOSEN, bound, offer_organizations
from unions.models import Appointment, Channel, Organization, User
from unions.roles import WRITERS

NOBODY_YET = _("nobody yet")


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OccasionForm(AsksBeforeOverwriting, WhenForm):
    when = WhenField(required=False, widget=forms.TextInput)

    class Meta:
        model = Occasion
        fields = (
            "organization",
            *in_each("title"),
            "starts_at_time",
            *in_each("place"),
            "certainty",
            "rubric",
            "about",
        )
        widgets = {
            "starts_at_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "about": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ("organization", *in_each("title"), "when")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title", "place"):
            for code, language in settings.LANGUAGES:
                field = self.fields[f"{name}_{code}"]
                field.label = f"{Occasion._meta.get_field(name).verbose_name} · {language}"
                field.widget.attrs["lang"] = code
        chosen = self.instance.organization if self.instance.organization_id else None
        chosen = chosen or self.initial.get("organization")
        offer_organizations(self, user=user, chosen=chosen)
        bound(self.fields["rubric"], Rubric.objects.in_use().alphabetical(), user=user)


class PlanItemForm(AsksBeforeOverwriting):
    class Meta:
        model = PlanItem
        fields = ("title", "release_on", "measured")
        widgets = {"release_on": day_input()}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.status not in (PlanStatus.RELEASED, PlanStatus.MEASURED):
            del self.fields["measured"]


class AssignmentForm(AsksBeforeOverwriting):
    due_at = forms.DateTimeField(
        label=pgettext_lazy("field", "due"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    class Meta:
        model = Assignment
        fields = ("assignee", "language", "format", "due_at", "channel", "outlet")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        organization = self.instance.plan_item.occasion.organization
        people = able_to_work_for(organization)
        assignee = self.fields["assignee"]
        bound(assignee, people, user=user, chosen=self.instance.assignee, nothing=NOBODY_YET)
        channels = Channel.objects.filter(organization=organization).order_by("pk")
        bound(self.fields["channel"], channels, user=user)
        bound(self.fields["outlet"], Outlet.objects.all().alphabetical(), user=user)
        self.fields["language"].choices = [("", NOT_CHOSEN), *settings.LANGUAGES]


def able_to_work_for(organization):
    """Users who write for an organization: in it, above it or below it."""
    step = Organization.steplen
    path = organization.path
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    posts = Appointment.objects.current().filter(
        Q(organization__path__in=above) | Q(organization__path__startswith=path), role__in=WRITERS
    )
    users = User.objects.filter(is_active=True, person__in=posts.values("person"))
    return users.select_related("person").order_by("email")

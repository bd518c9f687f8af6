"""The rows in which an occasion is planned with its materials."""

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from mediacenter.toolkit.language import STATE_LANGUAGES
from mediacenter.toolkit.request_values import whole_number
from publications.plan.actions.planning import Material, deadline_before
from publications.plan.forms import NOBODY_YET, able_to_work_for
from publications.plan.models import MaterialFormat
from publications.press.models import Outlet
from unions.choices import MOST_CHOICES, written
from unions.models import Channel, User

ROWS, MOST_ROWS = 3, 24


class MaterialForm(forms.Form):
    """A row without a format is empty. Whose channels and people it offers: `organization`'s."""

    format = forms.ChoiceField(
        label=pgettext_lazy("field", "material"),
        choices=[("", pgettext_lazy("choice", "nothing")), *MaterialFormat.choices],
        required=False,
    )
    title = forms.CharField(
        label=gettext_lazy("what is to be said"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Empty: what happens."),
    )
    goes_to = forms.ChoiceField(label=gettext_lazy("where it appears"), required=False)
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=pgettext_lazy("field", "assignee"), required=False
    )
    due_at = forms.DateTimeField(
        label=pgettext_lazy("field", "due"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Empty: the evening of the working day before."),
    )
    languages = forms.MultipleChoiceField(
        label=pgettext_lazy("field", "languages"),
        choices=settings.LANGUAGES,
        initial=list(STATE_LANGUAGES),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, user, offered, is_first, **kwargs):
        super().__init__(*args, **{**kwargs, "empty_permitted": False})
        if is_first:
            self.fields["format"].initial = MaterialFormat.TEXT
        self.fields["assignee"].queryset = offered.people
        self.fields["assignee"].widget.choices = offered.names
        if user.pk in dict(offered.names):
            self.fields["assignee"].initial = user.pk
        self.fields["goes_to"].choices = offered.places

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("format"):
            if any(cleaned.get(name) for name in ("title", "goes_to", "due_at")):
                self.add_error("format", _("Choose the material."))
        elif not cleaned.get("languages"):
            self.add_error("languages", _("Choose a language at least."))
        return cleaned

    def material(self, occasion):
        """Return the Material of a valid row; None, and an error in it, where no day is known."""
        cleaned = self.cleaned_data
        due_at = cleaned["due_at"] or deadline_before(occasion)
        if due_at is None:
            self.add_error("due_at", _("Enter the deadline: the occasion has no day yet."))
            return None
        kind, _sign, key = cleaned["goes_to"].partition("-")
        return Material(
            format=cleaned["format"],
            languages=cleaned["languages"],
            due_at=due_at,
            assignee=cleaned["assignee"],
            title=cleaned["title"],
            channel=Channel.objects.get(pk=key) if kind == "channel" else None,
            outlet=Outlet.objects.get(pk=key) if kind == "outlet" else None,
        )


class Offered:
    """Whom and what the rows offer for an organization: read once for all of them."""

    def __init__(self, organization, user):
        self.people = able_to_work_for(organization) if organization else User.objects.none()
        self.names = [("", NOBODY_YET), *written(self.people[:MOST_CHOICES], user)]
        channels = Channel.objects.filter(organization=organization).order_by("pk")
        outlets = Outlet.objects.all().alphabetical()
        self.places = [
            ("", _("the site")),
            (pgettext("heading", "Channels"), keyed("channel", channels)),
            (pgettext("heading", "Outlets"), keyed("outlet", outlets)),
        ]


def keyed(kind, records):
    return [(f"{kind}-{record.pk}", str(record)) for record in records[:MOST_CHOICES]]


class Rows(BaseFormSet):
    def __init__(self, *args, user, organization, **kwargs):
        super().__init__(*args, prefix="materials", **kwargs)
        self.user, self.offered = user, Offered(organization, user)

    def get_form_kwargs(self, index):
        return {"user": self.user, "offered": self.offered, "is_first": index == 0}

    def materials(self, occasion):
        """The Materials of the filled rows of a valid set."""
        filled = [row for row in self.forms if row.cleaned_data["format"]]
        return [row.material(occasion) for row in filled]

    @classmethod
    def with_more(cls, data):
        """What was sent in, with ROWS more rows as they are offered at first."""
        data = data.copy()
        key = "materials-TOTAL_FORMS"
        held = whole_number(data.get(key, "")) or 0
        total = min(held + ROWS, MOST_ROWS)
        for number in range(held, total):
            data.setlist(f"materials-{number}-languages", list(STATE_LANGUAGES))
            data[f"materials-{number}-assignee"] = data.get("materials-0-assignee", "")
        data[key] = total
        return data


MaterialRows = formset_factory(
    MaterialForm, Rows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)

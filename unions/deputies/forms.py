"""The form in which somebody is named to act as chair."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.language import LANGUAGES, STATE_LANGUAGES, in_each
from unions.choices import NOT_CHOSEN, bound
from unions.models import Appointment

from .fitness import own_people

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DeputyForm(forms.ModelForm):
    """Who, from which day to which, and the post as a signature reads, in each language."""

    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY)

    class Meta:
        model = Appointment
        fields = ["person", "starts_on", "ends_on", *in_each("post")]

    def __init__(self, *args, organization, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].label = pgettext_lazy("field", "Who acts as chair")
        people = own_people(organization, timezone.localdate())
        bound(self.fields["person"], people, user=user)
        self.is_offered = bool(self.fields["person"].widget.choices)
        self.fields["person"].widget.choices.insert(0, ("", NOT_CHOSEN))
        names = dict(settings.LANGUAGES)
        for language, column in zip(LANGUAGES, in_each("post"), strict=True):
            field = self.fields[column]
            field.label = _("The post in a signature (%(language)s)") % {
                "language": names[language]
            }
            field.required = language in STATE_LANGUAGES
            field.widget.attrs["lang"] = language

    def posts(self):
        return {column: self.cleaned_data[column] for column in in_each("post")}

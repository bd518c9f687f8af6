from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from mediacenter.toolkit.forms import AddressForm, WhenForm

from .actions.seminars import refuse_fewer_places, refuse_without_day
from .models import Cohort, Module

# no addresses of seminars
PAGES = {
    *("applications", "calendar", "calendar-address", "certificates", "delegations", "door"),
    *("feedback", "intakes", "learners", "learning", "lecturers", "pass", "programmes"),
    *("registrations",),
}


class SeminarForm(WhenForm, AddressForm):
    address_from = "title"
    languages = forms.MultipleChoiceField(
        label=capfirst(pgettext_lazy("field", "languages")),
        choices=settings.LANGUAGES,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in PAGES:
            raise ValidationError(_("Another page has this address. Choose another one."))
        return slug

    def clean(self):
        super().clean()
        programme = self.cleaned_data.get("programme")
        if self.instance.pk:
            self.refuse_against_sign_ups()
        for name, model in (("module", Module), ("cohort", Cohort)):
            chosen = self.cleaned_data.get(name)
            if isinstance(chosen, model) and chosen.programme != programme:
                self.add_error(name, _("This belongs to another programme."))

    def refuse_against_sign_ups(self):
        """Say at the field what save_seminar would refuse."""
        for name, refuse in (("places", refuse_fewer_places), ("when", refuse_without_day)):
            if name in self.cleaned_data and name in self.changed_data:
                try:
                    refuse(self.instance, self.cleaned_data[name])
                except ValidationError as refusal:
                    self.add_error(name, refusal)

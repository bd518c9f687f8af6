"""Forms over records with translated names, addresses and dates of various precision."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from modeltranslation.translator import translator
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from .language import in_each, slug_for
from .when import WhenField


def by_language(*names):
    """Rows of a fieldset: one a translated field, its languages side by side."""
    return [in_each(name) for name in names]


LANGUAGE_NAMES = {
    "kk": pgettext_lazy("language", "Kazakh"),
    "ru": pgettext_lazy("language", "Russian"),
    "en": pgettext_lazy("language", "English"),
}


def labels_by_language(model):
    """{column: label} of the translated fields: «Название (казахский)» and not «[kk]».

    The columns' own names keep the codes, by which tables that people send name them.
    """
    if model not in translator.get_registered_models():
        return {}
    fields = translator.get_options_for_model(model).all_fields
    return {
        f"{name}_{code}": f"{capfirst(model._meta.get_field(name).verbose_name)} ({language})"
        for name in fields
        for code, language in LANGUAGE_NAMES.items()
    }


def required_names(model):
    """Names of the translated fields of a model that may not be blank."""
    if model not in translator.get_registered_models():
        return []
    names = translator.get_options_for_model(model).all_fields
    return [name for name in names if not model._meta.get_field(name).blank]


class TranslatedForm(forms.ModelForm):
    """What must be written may be written in any of the languages, in one of them at least."""

    def clean(self):
        super().clean()
        for name in required_names(self._meta.model):
            columns = [column for column in in_each(name) if column in self.fields]
            if not columns:
                continue
            if not any(self.cleaned_data.get(column) for column in columns):
                self.add_error(columns[0], _("Write this in one of the languages at least."))


class AddressForm(TranslatedForm):
    """An address that is left blank is spelled from the name, or what `address_from` names."""

    address_from = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Left blank, it is spelled from the name.")

    def clean(self):
        super().clean()
        if "slug" not in self.fields or self.cleaned_data.get("slug") or "slug" in self.errors:
            return
        names = (self.cleaned_data.get(column) for column in in_each(self.address_from))
        name = next(filter(None, names), "")
        records = self._meta.model._default_manager.exclude(pk=self.instance.pk)
        taken = set(records.values_list("slug", flat=True)) if name else set()
        self.cleaned_data["slug"] = slug_for(name, taken=taken)


class WhenForm(TranslatedForm):
    """A form over a Dated model in which one line stands for its three columns."""

    when = WhenField(required=False, widget=UnfoldAdminTextInputWidget)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        record = self.instance
        self.initial.setdefault("when", (record.starts_on, record.ends_on, record.precision))

    def _post_clean(self):
        if "when" in self.cleaned_data:
            record = self.instance
            record.starts_on, record.ends_on, record.precision = self.cleaned_data["when"]
        super()._post_clean()


class WhenColumn:
    """For the admin of a Dated model: one line in the form, one column in the list."""

    form = WhenForm
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "-pk")

    @display(description=pgettext_lazy("column", "When"), ordering="starts_on")
    def when_it_was(self, record):
        return record.when

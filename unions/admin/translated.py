"""Names in three languages, side by side."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mediacenter.toolkit.alphabetical import LANGUAGES


def row(field):
    """The columns of a translated field, as a row of a form."""
    return tuple(f"{field}_{language}" for language in LANGUAGES)


class NamedInSomeLanguage:
    """For forms: the translated fields in `required_translated` are filled in one language."""

    required_translated = ("name",)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for field in self.required_translated:
            columns = [column for column in row(field) if column in self.fields]
            if columns and not any(cleaned.get(column) for column in columns):
                self.add_error(columns[0], ValidationError(_("Fill this in at least once.")))
        return cleaned

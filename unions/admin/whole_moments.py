"""A day and its hour are two fields of one moment: a form says which of them is missing."""

from django import forms
from django.utils.translation import gettext_lazy as _

# Django calls the half that is missing wrong, as if something had been written there.
MISSING_HALF = {
    "invalid_date": _("Enter the day as well."),
    "invalid_time": _("Enter the time of day as well."),
}


class WholeMoments:
    """For admins and inlines alike."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.SplitDateTimeField):
            field.error_messages |= MISSING_HALF
        return field

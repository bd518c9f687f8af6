"""A year is a name and not a quantity: the admin writes it without a gap between its figures."""

from django.db.models import IntegerField
from unfold.decorators import display


class PlainYears:
    """For a ModelAdmin, its lists and the fields that are only read there."""

    def get_list_display(self, request):
        names = year_fields(self.model)
        return [
            year_column(names[name]) if name in names else name
            for name in super().get_list_display(request)
        ]

    @property
    def readonly_preprocess_fields(self):
        return dict.fromkeys(year_fields(self.model), without_gaps)


def year_fields(model):
    """{name: field} of the columns that hold a year."""
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if isinstance(field, IntegerField) and field.name.split("_")[-1] == "year"
    }


def year_column(field):
    @display(description=field.verbose_name, ordering=field.name)
    def column(record):
        year = field.value_from_object(record)
        return None if year is None else str(year)

    return column


def without_gaps(written):
    return "".join(written.split())

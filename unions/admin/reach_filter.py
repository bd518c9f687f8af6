"""The filter of a list by a related record, among those that its reader reaches."""

from functools import cached_property

from django.core.exceptions import ValidationError
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from unions.access import GRANTS
from unions.models import Organization

from .by_name import OneByName, written_as


class ReachFilter(AutocompleteSelectFilter):
    """Filter by a related record; by an organization: with everything below it.

    Without scripts the record is told by its name.
    """

    def __init__(self, field, request, params, model, model_admin, field_path):
        super().__init__(field, request, params, model, model_admin, field_path)
        self.by_name = OneByName(
            field,
            model_admin.admin_site,
            request=request,
            attrs={"class": "unfold-filter-autocomplete"},
        )

    def expected_parameters(self):
        return [*super().expected_parameters(), written_as(self.lookup_kwarg)]

    def offered(self):
        related = self.field.related_model
        return GRANTS[related].reached(related._default_manager.all(), self.request.user)

    @cached_property
    def asked(self):
        """The key that was sent, the words in quotes that tell no single record, or ""."""
        return self.by_name.value_from_datadict(self.request.GET, {}, self.lookup_kwarg) or ""

    @cached_property
    def chosen(self):
        try:
            return self.offered().filter(pk=self.asked).first() if self.asked else None
        except (ValueError, ValidationError):
            return None

    def value(self):
        return str(self.chosen.pk) if self.chosen else self.asked or None

    def queryset(self, request, queryset):
        if not self.asked:
            return queryset
        if self.chosen is None:
            return queryset.none()
        if isinstance(self.chosen, Organization):
            return queryset.filter(**{f"{self.field_path}__path__startswith": self.chosen.path})
        return queryset.filter(**{self.field_path: self.chosen})

    def choices(self, changelist):
        for choice in super().choices(changelist):
            field = choice["form"].fields[self.lookup_kwarg]
            field.widget = self.by_name
            field.queryset = self.offered()
            yield choice

"""What a relation without a search offers in the rows of a form: read once for all of them."""

from functools import partial

from django.forms.models import ModelChoiceIterator

from .by_name import ByName


def read_choices_once(form_class):
    """For a class of forms that serves one request: its copies of a field share their choices."""
    for name, field in form_class.base_fields.items():
        is_shared = name in form_class.declared_fields  # with all other requests
        widget = getattr(field.widget, "widget", field.widget)  # within links to the record
        if hasattr(field, "queryset") and not is_shared and not isinstance(widget, ByName):
            field.iterator = partial(ChoicesOfAllRows, known=[])


class ChoicesOfAllRows(ModelChoiceIterator):
    def __init__(self, field, *, known):
        super().__init__(field)
        self.known = known

    def __iter__(self):
        if not self.known:
            self.known.extend(super().__iter__())
        return iter(self.known)

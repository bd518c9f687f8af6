"""Another row in a form of the admin where no script runs: the form comes back as it was typed.

The button is in templates/unfold/helpers/edit_inline/inline_add.html. Nothing is stored and nothing
is complained of yet; the row that is new shows what it would show in a form just opened.
"""

from django.forms.utils import ErrorDict

ASKED = "_more_rows"  # in what was sent: the prefix of the rows that are to be one more


def as_typed(form_class):
    """The form without its judgement: it is never valid, and has no errors."""

    class AsTyped(form_class):
        def full_clean(self):
            self._errors, self.cleaned_data = ErrorDict(), {}

        def is_valid(self):
            return False

    AsTyped.base_fields = form_class.base_fields  # a ModelForm makes them anew in each class
    return AsTyped


def with_another_row(formset_class, prefix):
    """The rows without their judgement, and one more of them where they have this prefix."""

    class OneMore(formset_class):
        form = as_typed(formset_class.form)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.sent = self.total_form_count()
            if self.prefix == prefix and self.sent < self.max_num:
                self.data[f"{prefix}-TOTAL_FORMS"] = self.sent + 1
                del self.management_form  # read already, with the number that was sent

        def _construct_form(self, index, **kwargs):
            if index >= self.sent:
                kwargs |= {"data": None, "files": None}
            return super()._construct_form(index, **kwargs)

        def full_clean(self):
            self._errors, self._non_form_errors = [], self.error_class()
            for form in self.forms:
                form.full_clean()
            self.tell_of_deleted_rows()  # or the row would be a new one unawares
            self._errors = [form.errors for form in self.forms if form.errors]

        def is_valid(self):
            return False

    return OneMore

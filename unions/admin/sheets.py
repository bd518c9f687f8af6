"""Registers as spreadsheets: one row a record, all rows or none."""

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from import_export.formats.base_formats import CSV, XLSX, Format
from import_export.results import RowResult
from tablib import Dataset
from unfold.contrib.import_export.forms import ImportForm

from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.tables.columns import Columns
from mediacenter.toolkit.tables.fields import TableField
from mediacenter.toolkit.tables.formulas import guarded, unguarded
from mediacenter.toolkit.tables.reading import read_table
from unions.models import Organization

from .cells import When, named
from .exchange import IMPORT_A_TABLE, ReachExchange, ReachResource
from .steps import Step

MOST_ROWS = 5000
# Headings of older tables, and those that people write by themselves.
ALSO = {
    "title": ("заголовок", "тақырыпаты", "headline"),
    "outlet": (
        *("СМИ", "средство массовой информации", "издание"),
        *("БАҚ", "бұқаралық ақпарат құралы", "басылым"),
    ),
    "speakers": ("выступившие", "сөйлегендер"),
    "copies": ("экземпляров", "дана"),
    "when": ("дата", "күні", "date"),
}

WHEN = ("starts_on", "ends_on", "precision")  # fields that one column fills


class SheetResource(ReachResource):
    """A row without `id` is a new record; with it, the record is changed.

    A column is headed in the reader's language; it is known by the heading of any language.
    """

    only_imported = {}  # columns that an export lacks, {name: heading}

    def heading(self, name):
        """What a column, or a field of the model, is called in the active language."""
        if name == "id":
            return name
        if isinstance(self.fields.get(name), When) or name in WHEN:
            return pgettext("column", "When")
        return capfirst(str(self._meta.model._meta.get_field(name).verbose_name))

    def headings(self):
        """{name of the column: heading}, in their order."""
        own = {name: self.heading(name) for name in self.get_import_order()}
        return own | {name: str(heading) for name, heading in self.only_imported.items()}

    def columns(self):
        return Columns(self.headings, also=ALSO)

    def get_export_headers(self, selected_fields=None):
        return [
            self.heading(field.column_name) for field in self.get_export_fields(selected_fields)
        ]

    def before_import(self, dataset, **kwargs):
        for field in self.fields.values():
            field.widget.user = kwargs["user"]

    def after_import(self, dataset, result, **kwargs):
        """Let refused rows name their columns, and bear their numbers, as the table does."""
        super().after_import(dataset, result, **kwargs)
        for row in result.invalid_rows:
            refused = row.error_dict.items()
            row.error_dict = {
                name if name == NON_FIELD_ERRORS else self.heading(name): sentences
                for name, sentences in refused
            }
        for row in [*result.invalid_rows, *result.error_rows]:
            row.line = dataset.numbers[row.number - 1]

    def before_import_row(self, row, **kwargs):
        for column, value in row.items():
            row[column] = unguarded(value)

    def get_or_init_instance(self, instance_loader, row):
        instance, is_new = super().get_or_init_instance(instance_loader, row)
        if is_new and row["id"] not in (None, ""):
            raise ValidationError(_("There is no record %(id)s.") % {"id": row["id"]})
        return instance, is_new

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """A translation that was never written and one that is blank are the same."""
        for field in self.fields.values():
            if field.get_value(instance) == "" and field.get_value(original) is None:
                setattr(instance, field.attribute, None)
        return super().skip_row(instance, original, row, import_validation_errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        """By the use case of the register's kind, which enters it in the journal."""
        self.before_save_instance(instance, row, **kwargs)
        self.enter(instance, row, kwargs["user"])
        self.after_save_instance(instance, row, **kwargs)

    def enter(self, record, row, user):
        raise NotImplementedError

    def export_field(self, field, instance, **kwargs):
        return guarded(super().export_field(field, instance, **kwargs))


class RegisterResource(SheetResource):
    """Records of organizations."""

    organization = named("organization", Organization, "slug", *in_each("name"))


class AsSent(Format):
    """The file as it was sent: TableForm has read it, whichever kind it is of."""

    def get_title(self):
        return "table"

    def can_import(self):
        return True

    def create_dataset(self, in_stream):
        return None


class TableForm(ImportForm):
    """Reads the table for the register's resource; what cannot be read is said in words."""

    import_file = TableField()

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        (self.resource,) = resources
        self.fields["format"].required = False
        self.fields["format"].widget = forms.HiddenInput()

    def clean_format(self):
        return "0"

    def clean_import_file(self):
        sent = self.cleaned_data["import_file"]
        table = read_table(sent, columns=self.resource().columns(), most_rows=MOST_ROWS)
        names = table.names if "id" in table.names else [*table.names, "id"]
        self.dataset = Dataset(headers=names)
        for row in table.rows:
            self.dataset.append([row.values.get(name, "") for name in names])
        self.dataset.numbers = [row.number for row in table.rows]
        return sent


class RegisterExchange(ReachExchange):
    """Imports in one go: every row is checked, and one refused row refuses the file.

    The export is a spreadsheet of what the list shows, ready to be imported again.
    """

    import_formats = [AsSent]
    export_formats = [XLSX, CSV]
    import_form_class = TableForm
    import_template_name = Step.template
    skip_export_form = True
    skip_admin_log = True  # the use cases enter it in the journal

    def process_dataset(self, dataset, form, request, **kwargs):
        return super().process_dataset(form.dataset, form, request, **kwargs)

    def add_success_message(self, result, request):
        totals = result.totals
        entered, changed = (
            totals[kind] for kind in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)
        )
        if not entered and not changed:
            messages.warning(
                request, _("Nothing was added or changed: every row is in the register already.")
            )
            return
        numbers = {"new": entered, "changed": changed, "same": totals[RowResult.IMPORT_TYPE_SKIP]}
        message = _("New records: %(new)s. Changed: %(changed)s. Unchanged: %(same)s.") % numbers
        messages.success(request, message)

    def import_action(self, request, **kwargs):
        """On the page that every import has."""
        page = super().import_action(request, **kwargs)
        if isinstance(page, TemplateResponse):
            (resource,) = self.resource_classes
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
            page.context_data |= {
                "title": IMPORT_A_TABLE,
                "columns": resource().columns().headings.values(),
                "rows_refused": rows_refused(page.context_data.get("result")),
                "export": reverse(f"{name}_export"),
                "leads_back": reverse(f"{name}_changelist"),
            }
        return page


def rows_refused(result):
    """What stands in the way: [(number of the row, or None for the whole table, sentences)]."""
    if result is None:
        return []
    refused = [(None, sentences_of(one)) for one in result.base_errors]
    for row in result.error_rows:
        refused.append((row.line, [words for one in row.errors for words in sentences_of(one)]))
    for row in result.invalid_rows:
        by_column = row.field_specific_errors.items()
        sentences = [f"{heading}: {' '.join(words)}" for heading, words in by_column]
        refused.append((row.line, [*sentences, *row.non_field_specific_errors]))
    return refused


def sentences_of(failed):
    return getattr(failed.error, "messages", [str(failed.error)])

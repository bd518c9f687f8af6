"""Export and import of registers, within the reach: all rows or none, in one step.

class CoverageResource(ReachResource):
    class Meta(ReachResource.Meta):
        model = Coverage

@admin.register(Coverage)
class CoverageAdmin(ReachExchange, ReachAdmin):
    resource_classes = [CoverageResource]
"""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.resources import ModelResource
from unfold.contrib.import_export.forms import ImportForm, SelectableFieldsExportForm

# What every import is called and says, the tables of registers and of channels alike.
IMPORT_A_TABLE = gettext_lazy("Import a table")
NOTHING_IMPORTED = gettext_lazy(
    "Nothing has been imported yet. Correct these rows in the table, then send it again."
)


class ReachResource(ModelResource):
    """Refuses a row whose record lies, before or after the import, outside the user's reach."""

    class Meta:
        use_transactions = True
        clean_model_instances = True
        skip_unchanged = True

    def import_instance(self, instance, row, **kwargs):
        if instance.pk:
            self.refuse_unreached("change", instance, kwargs["user"])
        super().import_instance(instance, row, **kwargs)

    def before_save_instance(self, instance, row, **kwargs):
        self.refuse_unreached("change" if instance.pk else "add", instance, kwargs["user"])

    def refuse_unreached(self, verb, record, user):
        opts = self._meta.model._meta
        if not user.has_perm(f"{opts.app_label}.{verb}_{opts.model_name}", record):
            raise ValidationError(_("Your role does not cover the organization in this row."))


class ReachExchange(ImportExportMixin):
    """Whoever may view a register exports what they see; whoever may add to it imports."""

    import_form_class = ImportForm
    export_form_class = SelectableFieldsExportForm
    skip_import_confirm = True

    def get_export_queryset(self, request):
        try:
            return super().get_export_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest("a filter that the list does not know") from error

    def get_urls(self):
        """Without the second step of importing: it reads and deletes any file that it is named."""
        second = f"{self.opts.app_label}_{self.opts.model_name}_process_import"
        return [one for one in super().get_urls() if one.name != second]

    def has_import_permission(self, request):
        return self.has_add_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

"""Registers as spreadsheets: one row a record, all rows or none."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX

from mediacenter.toolkit.language import LANGUAGES, in_each
from publications.actions import refuse_twins
from publications.models import (
    Coverage,
    Level,
    Medium,
    Outlet,
    OutletKind,
    PrintedMatter,
    PrintedMatterKind,
    Rubric,
    SocialPost,
    Subscription,
    Tone,
)
from publications.press.forms import CoverageForm
from unions.admin.exchange import ReachExchange, ReachResource
from unions.models import Organization, Person, Region

from .cells import (
    AnyOrganization,
    Choice,
    Jointly,
    Link,
    SeveralNamed,
    When,
    Whole,
    guarded,
    named,
    unguarded,
)

MOST_ROWS = 5000


class SheetResource(ReachResource):
    """A row without `id` is a new record; with it, the record is changed.

    A column is headed in the reader's language; it is known by the heading of any language.
    """

    only_imported = {}  # columns that an export lacks, {name: heading}

    def heading(self, name):
        """What a column, or a field of the model, is called in the active language."""
        if name == "id":
            return name
        if isinstance(self.fields.get(name), When):
            return pgettext("column", "When")
        return capfirst(str(self._meta.model._meta.get_field(name).verbose_name))

    def headings(self):
        """{name of the column: heading}, in their order."""
        own = {name: self.heading(name) for name in self.get_import_order()}
        return own | {name: str(heading) for name, heading in self.only_imported.items()}

    def columns(self):
        """{heading in small letters: name of the column}, in all languages."""
        known = {}
        for language in LANGUAGES:
            with override(language):
                known |= {heading.lower(): name for name, heading in self.headings().items()}
        return known

    def get_export_headers(self, selected_fields=None):
        return [
            self.heading(field.column_name) for field in self.get_export_fields(selected_fields)
        ]

    def after_import(self, dataset, result, **kwargs):
        """Let refused rows name their columns as the table does."""
        super().after_import(dataset, result, **kwargs)
        for row in result.invalid_rows:
            refused = row.error_dict.items()
            row.error_dict = {
                name if name == NON_FIELD_ERRORS else self.heading(name): sentences
                for name, sentences in refused
            }

    def before_import(self, dataset, **kwargs):
        known = self.columns()
        dataset.headers = [
            known.get(str(written).strip().lower(), written) for written in dataset.headers or ()
        ]
        if len(dataset) > MOST_ROWS:
            raise ValidationError(
                _("The file has more than %(limit)s rows. Send it in parts.") % {"limit": MOST_ROWS}
            )
        if dataset.headers and "id" not in dataset.headers:
            dataset.append_col([""] * len(dataset), header="id")
        for field in self.fields.values():
            field.widget.user = kwargs["user"]

    def before_import_row(self, row, **kwargs):
        for column, value in row.items():
            row[column] = unguarded(value)

    def get_or_init_instance(self, instance_loader, row):
        instance, is_new = super().get_or_init_instance(instance_loader, row)
        if is_new and row["id"] not in (None, ""):
            raise ValidationError(_("There is no record %(id)s.") % {"id": row["id"]})
        return instance, is_new

    def export_field(self, field, instance, **kwargs):
        return guarded(super().export_field(field, instance, **kwargs))


class OutletResource(SheetResource):
    kind = Field("kind", "kind", Choice(OutletKind))
    level = Field("level", "level", Choice(Level))
    region = named("region", Region, "iso", *in_each("name"))
    publisher = Field("publisher", "publisher", AnyOrganization(Organization, "slug"))
    url = Field("url", "url", Link())

    class Meta(ReachResource.Meta):
        model = Outlet
        fields = (
            "id",
            *in_each("name"),
            "kind",
            "level",
            "language",
            "region",
            "publisher",
            "url",
        )

    def before_save_instance(self, instance, row, **kwargs):
        super().before_save_instance(instance, row, **kwargs)
        if instance.pk is None and Outlet.objects.named_as(instance).exists():
            raise ValidationError(_("This outlet is in the register already."))


class RegisterResource(SheetResource):
    """Records of organizations."""

    organization = named("organization", Organization, "slug", *in_each("name"))


class CoverageResource(RegisterResource):
    only_imported = {"another_piece": CoverageForm.base_fields["despite_twins"].label}
    when = When()
    medium = Field("medium", "medium", Choice(Medium))
    outlet = named("outlet", Outlet, *in_each("name"))
    url = Field("url", "url", Link())
    tone = Field("tone", "tone", Choice(Tone))
    speakers = Field("speakers", "speakers", SeveralNamed(Person, *in_each("name")))
    shared_with = Field("shared_with", "shared_with", Jointly(Organization, "slug"))

    class Meta(ReachResource.Meta):
        model = Coverage
        fields = (
            "id",
            "organization",
            "when",
            "medium",
            "outlet",
            "programme",
            "title",
            *in_each("topic"),
            "url",
            "tone",
            "speakers",
            *in_each("speakers_post"),
            "shared_with",
        )

    def before_save_instance(self, instance, row, **kwargs):
        """A piece that looks entered already wants a word in the column `another_piece`."""
        super().before_save_instance(instance, row, **kwargs)
        if instance.pk is None and not str(row.get("another_piece") or "").strip():
            refuse_twins(instance)


class SocialPostResource(RegisterResource):
    when = When()
    url = Field("url", "url", Link())
    rubric = named("rubric", Rubric, "slug")

    class Meta(ReachResource.Meta):
        model = SocialPost
        fields = ("id", "organization", "when", "url", "rubric")

    def before_save_instance(self, instance, row, **kwargs):
        super().before_save_instance(instance, row, **kwargs)
        instance.entered = str(row.get("url", instance.url)).strip()


class PrintedMatterResource(RegisterResource):
    when = When()
    kind = Field("kind", "kind", Choice(PrintedMatterKind))
    copies = Field("copies", "copies", Whole())

    class Meta(ReachResource.Meta):
        model = PrintedMatter
        fields = (
            "id",
            "organization",
            "when",
            "kind",
            *in_each("title"),
            "copies",
            "languages",
        )


class SubscriptionResource(RegisterResource):
    outlet = named("outlet", Outlet, *in_each("name"))
    year = Field("year", "year", Whole())
    copies = Field("copies", "copies", Whole())

    class Meta(ReachResource.Meta):
        model = Subscription
        fields = ("id", "organization", "outlet", "year", "copies")


class RegisterExchange(ReachExchange):
    """Imports in one go: every row is checked, and one refused row refuses the file.

    The export is a spreadsheet of what the list shows, ready to be imported again.
    """

    formats = [XLSX, CSV]
    skip_export_form = True
    skip_import_confirm = True

    def get_import_context_data(self, **kwargs):
        (resource,) = self.resource_classes
        context = super().get_import_context_data(**kwargs)
        return {**context, "columns": resource().headings().values()}

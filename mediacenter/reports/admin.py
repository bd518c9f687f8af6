from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import action, display
from unfold.widgets import UnfoldBooleanWidget

from mediacenter.toolkit.dates import say_date
from mediacenter.toolkit.forms import by_language, in_each
from unions.admin.lists import YearFilter
from unions.admin.reach import ReachAdmin
from unions.admin.steps import OpensFile

from .actions.figures import declare_figure
from .actions.report_files import facts_shas, outdated
from .actions.reporting_years import (
    UPWARD,
    close_reporting_year,
    keep_reporting_year,
    refuse_disorder,
)
from .actions.tasks_ahead import keep_task_ahead
from .actions.wording import keep_wording
from .forms import FigureForm, IndicatorWordingForm, NewFigureForm, TaskAheadForm
from .models import (
    Figure,
    IndicatorWording,
    ReportFile,
    ReportingYear,
    ReportJob,
    SectionText,
    Snapshot,
    TaskAhead,
    YearlyReport,
)


@admin.register(Figure)
class FigureAdmin(OpensFile, ReachAdmin):
    form = FigureForm
    list_display = (
        "indicator_name",
        "year",
        "quantity_stated",
        "scope",
        "counted",
        "organization",
    )
    list_display_links = ("indicator_name", "quantity_stated")
    list_filter = (("year", YearFilter), "organization", "scope")
    list_select_related = ("organization",)
    search_fields = ("indicator",)
    ordering = ("-year", "indicator", "pk")
    autocomplete_fields = ("organization",)
    repeats = ("organization", "year", "as_of", "precision", *in_each("source"))
    fields = (
        ("organization", "year"),
        "indicator",
        ("qualifier", "number", "scope"),
        "is_right",
        ("as_of", "precision"),
        *by_language("source", "note", "difference"),
        "attachment",
    )
    actions_detail = ["open_attachment"]
    file_field = "attachment"
    file_step = "attachment"

    def get_readonly_fields(self, request, obj=None):
        return ("organization", "indicator_name", "year") if obj else ()

    def get_fields(self, request, obj=None):
        if obj is None:
            return self.fields
        return (("organization", "year"), "indicator_name", *self.fields[2:])

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = NewFigureForm
        return super().get_form(request, obj, change, **kwargs)

    @display(description=pgettext_lazy("column", "indicator"), ordering="indicator")
    def indicator_name(self, figure):
        return figure.indicator_name

    @display(description=pgettext_lazy("column", "number"), ordering="number")
    def quantity_stated(self, figure):
        return figure.quantity

    @display(description=_("as of"), ordering="as_of")
    def counted(self, figure):
        return say_date(figure.as_of, figure.precision) if figure.as_of else ""

    def save_model(self, request, obj, form, change):
        declared = declare_figure(
            organization=obj.organization,
            indicator=obj.indicator,
            year=obj.year,
            number=obj.number,
            qualifier=obj.qualifier,
            scope=obj.scope,
            as_of=obj.as_of,
            precision=obj.precision,
            source=form.texts("source"),
            note=form.texts("note"),
            difference=form.texts("difference"),
            attachment=form.attached(),
            by=request.user,
        )
        obj.pk = declared.pk

    @action(description=_("Open the attachment"), url_path="attachment", permissions=["view"])
    def open_attachment(self, request, object_id):
        return redirect("reports:attachment", object_id)


@admin.register(TaskAhead)
class TaskAheadAdmin(ReachAdmin):
    form = TaskAheadForm
    list_display = ("number", "text", "year", "status", "organization")
    list_display_links = ("text",)
    list_filter = (("year", YearFilter), "status", "organization")
    list_select_related = ("organization",)
    ordering = ("-year", "organization__path", "number")
    autocomplete_fields = ("organization",)
    repeats = ("organization", "year", "status")
    fields = (
        ("organization", "year", "number"),
        *by_language("text"),
        "status",
        *by_language("outcome"),
    )

    def save_model(self, request, obj, form, change):
        keep_task_ahead(task=obj, by=request.user)


class ReportingYearForm(forms.ModelForm):
    is_closed = forms.BooleanField(
        label=_("Close the year for good"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=_("Nothing that is said of a closed year changes any more."),
    )

    class Meta:
        model = ReportingYear
        fields = ("year", *UPWARD)

    def clean(self):
        super().clean()
        if self.errors:
            return
        for name in UPWARD:
            setattr(self.instance, name, self.cleaned_data[name])
        self.instance.year = self.cleaned_data.get("year", self.instance.year)
        try:
            refuse_disorder(self.instance)
        except ValidationError as refusal:
            self.add_error(None, refusal)


@admin.register(ReportingYear)
class ReportingYearAdmin(ReachAdmin):
    form = ReportingYearForm
    list_display = ("year_told", "primaries_due_on", "regional_due_on", "closed_at")
    ordering = ("-year",)
    fields = ("year", *UPWARD, "is_closed")

    @display(description=pgettext_lazy("column", "year"), ordering="year")
    def year_told(self, reporting_year):
        return str(reporting_year.year)

    def get_readonly_fields(self, request, obj=None):
        return ("year",) if obj else ()

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:-1]

    def has_change_permission(self, request, obj=None):
        is_closed = obj is not None and obj.closed_at is not None
        return not is_closed and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        keep_reporting_year(reporting_year=obj, by=request.user)
        if form.cleaned_data.get("is_closed"):
            close_reporting_year(reporting_year_id=obj.pk, by=request.user)


@admin.register(IndicatorWording)
class IndicatorWordingAdmin(ReachAdmin):
    form = IndicatorWordingForm
    list_display = ("year_told", "registered_name", "name", "position")
    list_display_links = ("year_told", "registered_name")
    list_filter = (("year", YearFilter),)
    ordering = ("-year", "code")
    fields = (("year", "code"), *by_language("name"), "position")
    actions_list = ["preview"]

    @display(description=pgettext_lazy("column", "year"), ordering="year")
    def year_told(self, wording):
        return str(wording.year)

    @display(description=_("block or indicator"), ordering="code")
    def registered_name(self, wording):
        return wording.registered_name

    def get_readonly_fields(self, request, obj=None):
        return ("year_told", "registered_name") if obj else ()

    def get_fields(self, request, obj=None):
        return (("year_told", "registered_name"), *self.fields[1:]) if obj else self.fields

    @action(description=_("How the reports are worded"), url_path="preview", permissions=["view"])
    def preview(self, request):
        return redirect("reports:wording")

    def save_model(self, request, obj, form, change):
        keep_wording(wording=obj, by=request.user)


class WrittenByUseCases(ReachAdmin):
    """To be read only, by a superuser too: use cases write it."""

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_add_permission


@admin.register(Snapshot)
class SnapshotAdmin(WrittenByUseCases):
    list_display = ("organization", "year", "taken_at", "facts_sha")
    list_filter = (("year", YearFilter), "organization")
    list_select_related = ("organization",)
    ordering = ("-taken_at",)
    exclude = ("facts",)  # of a megabyte; read as the report, where figures are named in words
    readonly_fields = ("report",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("facts")

    @display(description=YearlyReport._meta.verbose_name)
    def report(self, snapshot):
        address = reverse("reports:year", args=[snapshot.organization.slug, snapshot.year])
        named = f"{snapshot.organization}, {snapshot.year}"
        return format_html('<a href="{}" class="underline">{}</a>', address, named)


@admin.register(ReportFile)
class ReportFileAdmin(WrittenByUseCases):
    list_display = ("snapshot_year", "organization", "language", "built_at", "size", "file_sha")
    list_filter = ("language", ("snapshot__year", YearFilter))
    list_select_related = ("snapshot__organization",)
    ordering = ("-built_at",)
    exclude = ("file", "made_with")  # the file is handed out by the reports' own page alone
    readonly_fields = ("printed_edition", "is_outdated")
    actions_detail = ["build_anew"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("snapshot__facts")

    @display(description=pgettext_lazy("column", "year"), ordering="snapshot__year")
    def snapshot_year(self, file):
        return str(file.snapshot.year)

    @display(description=pgettext_lazy("column", "organization"))
    def organization(self, file):
        return file.snapshot.organization

    @display(description=pgettext_lazy("column", "edition"))
    def printed_edition(self, file):
        return file.made_with.get("edition")

    @display(description=_("outdated: the records or the wording have changed"), boolean=True)
    def is_outdated(self, file):
        snapshot = file.snapshot
        return bool(outdated([file], facts_shas(snapshot.organization, [snapshot.year])))

    @action(description=_("Build it again"), url_path="build-anew", permissions=["view"])
    def build_anew(self, request, object_id):
        """Lead to the page whose buttons build."""
        file = self.get_object(request, object_id)
        if file is None:
            raise Http404
        return redirect("reports:year", file.snapshot.organization.slug, file.snapshot.year)


@admin.register(ReportJob)
class ReportJobAdmin(WrittenByUseCases):
    list_display = ("organization", "year", "language", "status", "attempt", "requested_at")
    list_filter = ("status", "language", "organization")
    list_select_related = ("organization",)
    ordering = ("-requested_at",)


@admin.register(SectionText)
class SectionTextAdmin(WrittenByUseCases):
    list_display = ("section", "organization", "year", "language", "changed_at")
    list_filter = (("year", YearFilter), "section", "language", "organization")
    list_select_related = ("organization",)
    ordering = ("-year", "id")

"""The register of the media plan; the daily work on it is done in the cabinet."""

from django.contrib import admin
from django.contrib.admin import EmptyFieldListFilter
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.decorators import display

from mediacenter.toolkit.forms import TranslatedForm, WhenColumn, by_language, in_each
from publications.plan.actions.assignments import save_assignment
from publications.plan.actions.day_notes import save_day_note
from publications.plan.actions.occasions import save_occasion
from publications.plan.actions.plan_items import save_plan_item
from publications.plan.models import Assignment, DayNote, MemorableDate, Occasion, PlanItem
from unions.admin.reach import ReachAdmin, ReachInline


@admin.register(MemorableDate)
class MemorableDateAdmin(ReachAdmin):
    form = TranslatedForm
    list_display = ("name", "month", "day", "nth", "weekday", "organization", "set_by")
    list_filter = ("month", "organization", ("source", EmptyFieldListFilter))
    list_select_related = ("organization",)
    ordering = ("month", "day", "nth")
    search_fields = in_each("name")
    autocomplete_fields = ("organization", "rubric")
    repeats = ("organization", "month", "source")
    fields = (
        *by_language("name"),
        ("organization", "rubric"),
        ("month", "day"),
        ("nth", "weekday"),
        ("first_year", "last_year"),
        "source",
    )

    @display(description=_("legal basis"), ordering="source")
    def set_by(self, date):
        return date.source or _("to be confirmed")


@admin.register(DayNote)
class DayNoteAdmin(ReachAdmin):
    list_display = ("words", "starts_on", "ends_on", "organization")
    list_filter = ("organization",)
    list_select_related = ("organization",)
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "-pk")
    autocomplete_fields = ("organization",)
    repeats = ("organization",)
    fields = ("organization", "words", ("starts_on", "ends_on"))

    def save_model(self, request, obj, form, change):
        save_day_note(note=obj, by=request.user)


class PlanItemInline(ReachInline, TabularInline):
    model = PlanItem
    extra = 0
    can_delete = False
    fields = ("title", "release_on", "status")
    readonly_fields = ("status",)


@admin.register(Occasion)
class OccasionAdmin(WhenColumn, ReachAdmin):
    list_display = ("when_it_was", "title", "status", "certainty", "organization")
    list_display_links = ("when_it_was", "title")
    list_filter = ("status", "certainty", "organization", "rubric")
    list_select_related = ("organization",)
    search_fields = in_each("title")
    autocomplete_fields = ("organization", "rubric")
    repeats = ("organization", "rubric", "when")
    fields = (
        ("organization", "rubric"),
        *by_language("title"),
        ("when", "starts_at_time", "certainty"),
        *by_language("place"),
        "about",
    )
    inlines = [PlanItemInline]

    def save_model(self, request, obj, form, change):
        save_occasion(occasion=obj, by=request.user)

    def save_part(self, request, part, record):
        save_plan_item(item=part, by=request.user)


class AssignmentInline(ReachInline, TabularInline):
    model = Assignment
    extra = 0
    can_delete = False
    autocomplete_fields = ("assignee", "outlet", "channel")
    fields = ("assignee", "language", "format", "due_at", "channel", "outlet", "status")
    readonly_fields = ("status",)


@admin.register(PlanItem)
class PlanItemAdmin(ReachAdmin):
    list_display = ("title", "status", "release_on", "occasion")
    list_filter = ("status", "occasion__organization")
    list_select_related = ("occasion__organization",)
    date_hierarchy = "release_on"
    ordering = ("-release_on", "-pk")
    search_fields = ("title",)
    autocomplete_fields = ("occasion",)
    repeats = ("occasion", "release_on")
    fields = ("occasion", ("title", "release_on"), "measured", "status")
    readonly_fields = ("status",)
    inlines = [AssignmentInline]

    def save_model(self, request, obj, form, change):
        save_plan_item(item=obj, by=request.user)

    def save_part(self, request, part, record):
        save_assignment(assignment=part, by=request.user)

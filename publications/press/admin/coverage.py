"""What others write about an organization, and where."""

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import action, display

from mediacenter.toolkit.forms import WhenColumn, by_language, in_each
from publications.press.actions.coverage import save_coverage
from publications.press.actions.outlets import save_outlet
from publications.press.forms import CoverageForm, OutletForm
from publications.press.models import Coverage, MediaPartnership, Outlet
from unions.admin.reach import ReachAdmin
from unions.admin.sheets import RegisterExchange
from unions.admin.steps import OpensFile

from .sheets import CoverageResource, OutletResource


class InLanguage(admin.SimpleListFilter):
    title = pgettext_lazy("field", "languages")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return settings.LANGUAGES

    def queryset(self, request, queryset):
        return queryset.filter(language__contains=self.value()) if self.value() else queryset


@admin.register(Outlet)
class OutletAdmin(RegisterExchange, ReachAdmin):
    form = OutletForm
    resource_classes = [OutletResource]
    list_display = ("name", "kind", "level", "region", "publisher")
    list_filter = ("kind", "level", InLanguage, "region")
    list_select_related = ("region", "publisher")
    search_fields = in_each("name")
    autocomplete_fields = ("region", "publisher")
    repeats = ("kind", "level", "language", "region")
    fields = (
        *by_language("name"),
        ("kind", "level"),
        ("language", "url"),
        ("region", "publisher"),
    )

    def save_model(self, request, obj, form, change):
        save_outlet(outlet=obj, by=request.user)


class OfOutlets(ReachAdmin):
    """For records that hang on an outlet."""

    search_fields = in_each("outlet__name")
    list_select_related = ("organization", "outlet")
    autocomplete_fields = ("organization", "outlet")


@admin.register(Coverage)
class CoverageAdmin(OpensFile, RegisterExchange, WhenColumn, OfOutlets):
    form = CoverageForm
    resource_classes = [CoverageResource]
    list_display = ("when_it_was", "medium", "outlet", "what_it_says", "tone", "organization")
    list_display_links = ("when_it_was", "outlet")
    list_filter = ("medium", "tone", "outlet__kind", "outlet__level", "organization", "outlet")
    search_fields = (*in_each("outlet__name", "topic"), "title", "programme", "url")
    autocomplete_fields = (
        "organization",
        "shared_with",
        "outlet",
        "speakers",
        "journalist",
        "article",
    )
    actions_list = ["enter_links"]
    actions_detail = ["open_scan"]
    file_field = file_step = "scan"
    repeats = ("organization", "when", "outlet", "medium", "programme", "journalist", "tone")
    fields = (
        "organization",
        "when",
        "shared_with",
        "outlet",
        ("medium", "programme"),
        "journalist",
        ("title", "url"),
        *by_language("topic"),
        "speakers",
        *by_language("speakers_post"),
        "tone",
        "article",
        "scan",
        "despite_duplicates",
    )

    def save_model(self, request, obj, form, change):
        # whether it has a duplicate was asked of the form, in this transaction
        save_coverage(coverage=obj, by=request.user, despite_duplicates=True)

    @display(description=_("title or topic"))
    def what_it_says(self, coverage):
        return coverage.title or coverage.topic

    @action(description=_("Coverage: many links at once"), url_path="links", permissions=["add"])
    def enter_links(self, request):
        return redirect("press:links")

    @action(description=_("Open the scan"), url_path="scan", permissions=["view"])
    def open_scan(self, request, object_id):
        return redirect("press:scan", object_id)


@admin.register(MediaPartnership)
class MediaPartnershipAdmin(OfOutlets):
    list_display = ("outlet", "organization", "first_year", "last_year")
    list_filter = ("organization",)
    repeats = ("organization", "first_year", "last_year")
    fields = (("organization", "outlet"), ("first_year", "last_year"))

"""What others write about an organization, and where."""

from django.contrib import admin

from mediacenter.toolkit.forms import AddressForm, WhenColumn, by_language, in_each
from publications.forms import CoverageForm, OutletForm
from publications.models import Coverage, MediaPartnership, Outlet, Rubric
from unions.admin.reach import ReachAdmin

from .exchange import CoverageResource, RegisterExchange


@admin.register(Rubric)
class RubricAdmin(ReachAdmin):
    form = AddressForm
    list_display = ("name", "organization", "marks_memorable_dates", "opened_on", "closed_on")
    list_filter = ("organization", "marks_memorable_dates")
    list_select_related = ("organization",)
    search_fields = (*in_each("name"), "slug")
    autocomplete_fields = ("organization",)
    fields = (
        *by_language("name"),
        ("organization", "slug"),
        "marks_memorable_dates",
        ("opened_on", "closed_on"),
    )

    def get_search_results(self, request, queryset, search_term):
        """Offer an article only the rubrics that are open today."""
        queryset, doubled = super().get_search_results(request, queryset, search_term)
        if request.GET.get("model_name") == "article":
            queryset = queryset.filter(pk__in=Rubric.objects.in_use().values("pk"))
        return queryset, doubled


@admin.register(Outlet)
class OutletAdmin(ReachAdmin):
    form = OutletForm
    list_display = ("name", "kind", "level", "region", "publisher")
    list_filter = ("kind", "level", "region")
    list_select_related = ("region", "publisher")
    search_fields = in_each("name")
    autocomplete_fields = ("region", "publisher")
    fields = (
        *by_language("name"),
        ("kind", "level"),
        ("language", "url"),
        ("region", "publisher"),
    )


class OfOutlets(ReachAdmin):
    """For records that hang on an outlet."""

    search_fields = in_each("outlet__name")
    list_select_related = ("organization", "outlet")
    autocomplete_fields = ("organization", "outlet")


@admin.register(Coverage)
class CoverageAdmin(RegisterExchange, WhenColumn, OfOutlets):
    form = CoverageForm
    resource_classes = [CoverageResource]
    list_display = ("when_it_was", "medium", "outlet", "topic", "organization")
    list_display_links = ("when_it_was", "outlet")
    list_filter = ("medium", "outlet__level", "organization", "outlet")
    search_fields = (*in_each("outlet__name", "topic"), "programme", "url")
    autocomplete_fields = ("organization", "outlet", "speakers")
    fields = (
        ("organization", "when"),
        ("medium", "outlet"),
        ("programme", "url"),
        *by_language("topic"),
        "speakers",
        *by_language("speakers_post"),
    )


@admin.register(MediaPartnership)
class MediaPartnershipAdmin(OfOutlets):
    list_display = ("outlet", "organization", "first_year", "last_year")
    list_filter = ("organization",)
    fields = (("organization", "outlet"), ("first_year", "last_year"))

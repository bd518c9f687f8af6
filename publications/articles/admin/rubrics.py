"""Rubrics, in which news are gathered."""

from django.contrib import admin

from mediacenter.toolkit.forms import AddressForm, by_language, in_each
from publications.articles.models import Rubric
from unions.admin.reach import ReachAdmin


@admin.register(Rubric)
class RubricAdmin(ReachAdmin):
    form = AddressForm
    list_display = ("name", "organization", "marks_memorable_dates", "opened_on", "closed_on")
    list_filter = ("organization", "marks_memorable_dates")
    list_select_related = ("organization",)
    search_fields = (*in_each("name"), "slug")
    autocomplete_fields = ("organization",)
    repeats = ("organization",)
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

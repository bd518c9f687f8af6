"""The controlled list of tags: writers choose from it, editors at the top keep it."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from mediacenter.toolkit.forms import AddressForm, by_language, in_each
from publications.models import Tag
from unions.admin.reach import ReachAdmin


@admin.register(Tag)
class TagAdmin(ReachAdmin):
    form = AddressForm
    list_display = ("name", "slug", "articles")
    search_fields = (*in_each("name"), "slug")
    fields = (*by_language("name"), "slug")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("articles"))

    @display(description=_("articles"), ordering="number")
    def articles(self, tag):
        return tag.number

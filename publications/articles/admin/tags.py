"""The controlled list of tags: writers choose from it, editors at the top keep it."""

from django.contrib import admin
from django.db.models import OuterRef
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from mediacenter.toolkit.bounded import UpTo, say_up_to
from mediacenter.toolkit.forms import AddressForm, by_language, in_each
from publications.articles.models import Article, Tag
from unions.admin.reach import ReachAdmin

MOST_COUNTED = 1000  # articles a tag


@admin.register(Tag)
class TagAdmin(ReachAdmin):
    form = AddressForm
    list_display = ("name", "slug", "tagged")
    search_fields = (*in_each("name"), "slug")
    fields = (*by_language("name"), "slug")

    def get_queryset(self, request):
        tagged = Article.tags.through.objects.filter(tag=OuterRef("pk"))
        return super().get_queryset(request).annotate(number=UpTo(MOST_COUNTED, tagged))

    @display(description=pgettext_lazy("column", "articles"), ordering="number")
    def tagged(self, tag):
        return say_up_to(MOST_COUNTED, tag.number)

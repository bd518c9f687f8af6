from django.contrib import admin

from unions.models import Region

from .reach import ReachAdmin
from .translated import row


@admin.register(Region)
class RegionAdmin(ReachAdmin):
    list_display = ["name", "kind", "iso", "kato", "centre"]
    list_filter = ["kind"]
    search_fields = ["name_kk", "name_ru", "name_en", "iso", "kato"]
    fields = [*row("name"), "kind", ("iso", "kato"), *row("centre"), ("since", "until")]

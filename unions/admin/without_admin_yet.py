"""Stands in for admins that other rooms' autocomplete fields need, until those are written."""

from django.contrib import admin

from unions.models import Channel, Organization, Person

from .reach import ReachAdmin

SEARCHED = {
    Organization: ("name_kk", "name_ru", "name_en", "slug"),
    Person: ("name_kk", "name_ru", "name_en"),
    Channel: ("url", "title"),
}

for model, names in SEARCHED.items():
    if not admin.site.is_registered(model):
        admin.site.register(model, ReachAdmin, search_fields=names)

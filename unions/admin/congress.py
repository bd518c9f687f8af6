from django import forms
from django.contrib import admin

from unions.models import ActivityProgramme, Congress

from .organization import SEARCHED
from .reach import ReachAdmin
from .translated import NamedInSomeLanguage, row


@admin.register(Congress)
class CongressAdmin(ReachAdmin):
    list_display = ["ordinal", "organization", "held_on"]
    list_filter = ["organization"]
    list_select_related = ["organization"]
    search_fields = ["ordinal", *(f"organization__{column}" for column in SEARCHED)]
    autocomplete_fields = ["organization"]
    repeats = ["organization"]
    fields = ["organization", ("ordinal", "held_on")]


class ActivityProgrammeForm(NamedInSomeLanguage, forms.ModelForm):
    required_translated = ("title",)


@admin.register(ActivityProgramme)
class ActivityProgrammeAdmin(ReachAdmin):
    form = ActivityProgrammeForm
    list_display = ["title", "organization", "first_year", "last_year"]
    list_filter = ["organization"]
    list_select_related = ["organization"]
    search_fields = row("title")
    autocomplete_fields = ["organization", "congress"]
    repeats = ["organization", "congress"]
    fields = [("organization", "congress"), *row("title"), ("first_year", "last_year")]

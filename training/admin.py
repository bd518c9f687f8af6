from django.conf import settings
from django.contrib import admin
from unfold.admin import StackedInline, TabularInline

from mediacenter.toolkit.forms import (
    AddressForm,
    TranslatedForm,
    WhenColumn,
    by_language,
    in_each,
)
from unions.admin.reach import ReachAdmin, ReachInline

from .forms import SeminarForm
from .models import Lecture, Programme, Seminar, SeminarFigure, Session


@admin.register(Programme)
class ProgrammeAdmin(ReachAdmin):
    form = AddressForm
    list_display = ("name", "kind", "organizer", "started_on", "days", "hours")
    list_filter = ("kind", "organizer")
    list_select_related = ("organizer",)
    search_fields = in_each("name")
    autocomplete_fields = ("organizer",)
    repeats = ("kind", "organizer")
    fields = (
        *by_language("name", "about"),
        ("kind", "organizer"),
        ("started_on", "days", "hours"),
        "slug",
    )


class SessionInline(ReachInline, StackedInline):
    model = Session
    form = TranslatedForm
    extra = 0
    tab = True
    fields = (*by_language("title"), ("number", "starts_at", "hours"))


class LectureInline(ReachInline, StackedInline):
    model = Lecture
    extra = 0
    tab = True
    autocomplete_fields = ("person",)
    fields = (("person", "session", "number"), *by_language("capacity", "topic"))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")

    def get_formset(self, request, obj=None, **kwargs):
        self.seminar = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "session":
            seminar = getattr(self, "seminar", None)
            kwargs["queryset"] = Session.objects.filter(seminar=seminar)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class FigureInline(ReachInline, TabularInline):
    model = SeminarFigure
    extra = 0
    tab = True
    fields = ("counted", "qualifier", "number")


@admin.register(Seminar)
class SeminarAdmin(WhenColumn, ReachAdmin):
    form = SeminarForm
    list_display = ("title", "when_it_was", "programme", "organizer", "place", "is_published")
    list_filter = ("is_published", "programme", "region", "organizer")
    list_select_related = ("programme", "organizer")
    search_fields = in_each("title", "topic")
    autocomplete_fields = ("programme", "organizer", "audience", "region")
    inlines = [SessionInline, LectureInline, FigureInline]
    repeats = ("organizer", "programme", "region")
    fieldsets = [
        (
            None,
            {
                "fields": (
                    ("organizer", "when"),
                    ("programme", "region"),
                    "audience",
                    ("slug", "is_published"),
                )
            },
        ),
        *(
            (
                name,
                {
                    "classes": ["tab"],
                    "fields": [
                        f"{field}_{code}"
                        for field in (
                            "title",
                            "topic",
                            "about",
                            "place",
                            "organizer_unit",
                            "audience_note",
                        )
                    ],
                },
            )
            for code, name in settings.LANGUAGES
        ),
    ]

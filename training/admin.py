from django.conf import settings
from django.contrib import admin
from django.utils.translation import pgettext_lazy
from unfold.admin import StackedInline, TabularInline

from mediacenter.toolkit.forms import (
    AddressForm,
    TranslatedForm,
    WhenColumn,
    WhenForm,
    by_language,
    in_each,
)
from unions.admin.reach import ReachAdmin, ReachInline

from .actions.seminars import save_seminar
from .forms import SeminarForm
from .models import (
    Cohort,
    Lecture,
    Material,
    Module,
    Programme,
    Seminar,
    SeminarFigure,
    Session,
)


class ModuleInline(ReachInline, StackedInline):
    model = Module
    form = TranslatedForm
    extra = 0
    tab = True
    fields = (*by_language("name"), ("number", "hours"))


class CohortInline(ReachInline, StackedInline):
    model = Cohort
    form = WhenForm
    extra = 0
    tab = True
    fields = (*by_language("name", "place"), ("when", "places"), "applications_close_on")


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
        *by_language("name", "about", "outside_organizer"),
        ("kind", "organizer"),
        ("started_on", "planned"),
        ("days", "hours"),
        "certificate_share",
        "slug",
    )
    inlines = [ModuleInline, CohortInline]


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


class MaterialInline(ReachInline, StackedInline):
    model = Material
    form = TranslatedForm
    extra = 0
    tab = True
    fields = (*by_language("title"), ("link", "number"))


@admin.register(Seminar)
class SeminarAdmin(WhenColumn, ReachAdmin):
    form = SeminarForm
    list_display = ("title", "when_it_was", "programme", "organizer", "place", "is_published")
    list_filter = ("is_published", "programme", "region", "organizer")
    list_select_related = ("programme", "organizer")
    search_fields = in_each("title", "topic")
    autocomplete_fields = ("programme", "organizer", "audience", "region")
    inlines = [SessionInline, LectureInline, FigureInline, MaterialInline]
    repeats = ("organizer", "programme", "region")
    fieldsets = [
        (
            None,
            {
                "fields": (
                    ("organizer", "when"),
                    ("starts_at_time", "ends_at_time"),
                    ("programme", "region"),
                    ("module", "cohort"),
                    "audience",
                    ("mode", "link"),
                    "languages",
                    ("slug", "is_published"),
                )
            },
        ),
        (
            pgettext_lazy("heading", "Sign-up"),
            {
                "fields": (
                    ("places", "places_per_organization"),
                    ("sign_up_opens_at", "sign_up_closes_at"),
                    ("needs_approval", "offer_hours"),
                )
            },
        ),
        (pgettext_lazy("heading", "Certificates"), {"fields": ("certificate_share",)}),
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
                            "goals",
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

    def get_form(self, request, obj=None, change=False, **kwargs):
        self.programme = obj and obj.programme_id
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Modules and groups are those of its programme: first the programme, then they."""
        if db_field.name in ("module", "cohort"):
            parts = db_field.related_model.objects
            kwargs["queryset"] = parts.filter(programme=getattr(self, "programme", None))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        save_seminar(seminar=obj, by=request.user)

"""What an organization prints, and the newspapers that it subscribes to."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import action

from mediacenter.toolkit.documents import handed_out
from mediacenter.toolkit.forms import WhenColumn, WhenForm, by_language, in_each
from publications.press.admin.coverage import OfOutlets
from publications.printed.actions.saving import save_printed_matter, save_subscription
from publications.printed.models import PrintedMatter, Subscription
from unions.admin.lists import YearFilter
from unions.admin.reach import ReachAdmin
from unions.admin.sheets import RegisterExchange
from unions.admin.steps import OpensFile

from .library import PdfForm
from .sheets import PrintedMatterResource, SubscriptionResource


class PrintedMatterForm(PdfForm, WhenForm):
    languages = forms.MultipleChoiceField(
        label=capfirst(pgettext_lazy("field", "languages")),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "languages" not in self.fields:
            return
        written = [part.strip() for part in self.initial.get("languages", "").split(",")]
        known = dict(settings.LANGUAGES)
        # what was typed before there were boxes to tick stays until somebody takes it out
        others = [(part, part) for part in written if part and part not in known]
        self.fields["languages"].choices = [*settings.LANGUAGES, *others]
        self.initial["languages"] = [part for part in written if part]

    def clean_languages(self):
        return ", ".join(self.cleaned_data["languages"])


@admin.register(PrintedMatter)
class PrintedMatterAdmin(OpensFile, RegisterExchange, WhenColumn, ReachAdmin):
    form = PrintedMatterForm
    resource_classes = [PrintedMatterResource]
    actions_detail = ["open_file"]
    file_field = file_step = "file"
    list_display = ("__str__", "kind", "when_it_was", "copies", "organization")
    list_filter = ("kind", "organization")
    list_select_related = ("organization",)
    search_fields = in_each("title")
    autocomplete_fields = ("organization",)
    repeats = ("organization", "when", "kind", "languages")
    fields = (
        ("organization", "when"),
        "kind",
        *by_language("title"),
        ("copies", "languages"),
        "file",
    )

    def save_model(self, request, obj, form, change):
        save_printed_matter(printed=obj, by=request.user)

    @action(description=_("Open the file"), url_path="file", permissions=["view"])
    def open_file(self, request, object_id):
        """Hand the file to whoever may see the record."""
        printed = self.get_object(request, object_id)
        if printed is None or not printed.file:
            raise Http404
        return handed_out(printed.file, f"{printed.kind}-{printed.pk}")


@admin.register(Subscription)
class SubscriptionAdmin(RegisterExchange, OfOutlets):
    resource_classes = [SubscriptionResource]
    list_display = ("outlet", "year", "copies", "organization")
    list_filter = (("year", YearFilter), "organization", "outlet")
    ordering = ("-year", "-pk")
    actions_list = ["enter_table"]
    repeats = ("outlet", "year")
    fields = (("organization", "outlet"), ("year", "copies"))

    def save_model(self, request, obj, form, change):
        save_subscription(subscription=obj, by=request.user)

    @action(description=_("Subscriptions to newspapers"), url_path="table", permissions=["add"])
    def enter_table(self, request):
        return redirect("subscriptions:table")

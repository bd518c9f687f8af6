"""The library and the issues of newspapers: files that everybody may download."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit import documents
from mediacenter.toolkit.forms import AddressForm, by_language, in_each
from publications.press.models import Outlet
from publications.printed.models import LibraryDocument, NewspaperIssue
from unions.access import GRANTS
from unions.admin.lists import YearFilter
from unions.admin.reach import ReachAdmin
from unions.models import Organization


class PdfForm(forms.ModelForm):
    """Takes a PDF for `file`, told by its content."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].widget.attrs["accept"] = documents.PDF_ACCEPTED

    def clean_file(self):
        sent = self.cleaned_data["file"]
        return documents.pdf(sent) if isinstance(sent, UploadedFile) else sent


class LibraryDocumentForm(AddressForm, PdfForm):
    languages = forms.MultipleChoiceField(
        label=capfirst(pgettext_lazy("field", "languages")),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self):
        super().clean()
        first, last = self.cleaned_data.get("year"), self.cleaned_data.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The last year is before the first one."))
        if self.instance.pk and self.cleaned_data.get("continues") == self.instance:
            self.add_error("continues", _("A document does not continue itself."))


@admin.register(LibraryDocument)
class LibraryDocumentAdmin(ReachAdmin):
    form = LibraryDocumentForm
    list_display = ("name", "kind", "year", "issuer", "organization", "is_published")
    list_filter = ("kind", ("year", YearFilter), "organization", "is_published")
    list_select_related = ("organization",)
    search_fields = (*in_each("name"), "issuer", "series", "slug")
    autocomplete_fields = ("organization", "continues")
    repeats = ("organization", "kind", "issuer", "series", "languages")
    fields = (
        ("organization", "kind"),
        *by_language("name"),
        *by_language("about"),
        ("issuer", "year", "last_year"),
        ("series", "number_in_series"),
        "continues",
        "languages",
        ("file", "url"),
        ("slug", "is_published"),
    )


@admin.register(NewspaperIssue)
class NewspaperIssueAdmin(ReachAdmin):
    form = PdfForm
    list_display = ("outlet", "number", "published_on", "copies")
    list_display_links = ("outlet", "number")
    list_filter = ("outlet",)
    list_select_related = ("outlet",)
    date_hierarchy = "published_on"
    search_fields = (*in_each("outlet__name"), "number")
    repeats = ("outlet", "copies")
    fields = ("outlet", ("number", "published_on"), ("file", "copies"))

    def get_field_queryset(self, db, db_field, request):
        """Offer the newspapers of the organizations that the user's roles reach."""
        if db_field.name != "outlet":
            return super().get_field_queryset(db, db_field, request)
        roles = GRANTS[NewspaperIssue].roles["add"]
        publishers = (
            Organization.objects.all() if request.user.is_superuser else request.user.reach(*roles)
        )
        return Outlet.objects.of_unions().filter(publisher__in=publishers).alphabetical()

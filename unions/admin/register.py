from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from mediacenter.services.register.models import Entry
from mediacenter.toolkit.language import in_each

from .reach import ReachAdmin


@admin.register(Entry)
class EntryAdmin(ReachAdmin):
    """Read only, at the root of the tree: use cases enter what they issue."""

    list_display = ["code", "number", "title", "issuer", "issued_at", "state"]
    list_filter = ["state"]
    date_hierarchy = "issued_at"
    search_fields = ["code", *in_each("title", "issuer")]
    ordering = ["-number"]
    fields = [
        ("number", "code"),
        "what",
        "title",
        "issuer",
        "issued_at",
        "issued_files",
        ("state", "state_since"),
        "superseded_by",
        "reason",
        "previous_digest",
        "digest",
    ]

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    @display(description=_("kind of document"))
    def what(self, entry):
        return entry.kind_name

    @display(description=pgettext_lazy("field", "files"))
    def issued_files(self, entry):
        """The name, size and SHA-256 of each."""
        files = [(one["name"], filesizeformat(one["size"]), one["sha256"]) for one in entry.files]
        return format_html_join(mark_safe("<br>"), "{} · {} · {}", files)

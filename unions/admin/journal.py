from django.contrib import admin
from django.utils.translation import gettext, pgettext_lazy
from unfold.decorators import display

from unions.models import JournalEntry

from .reach import ReachAdmin


@admin.register(JournalEntry)
class JournalEntryAdmin(ReachAdmin):
    """Read only, at the root of the tree."""

    list_display = ["at", "user", "done", "of_what"]
    list_filter = ["user", "content_type"]
    list_select_related = ["user__person", "content_type"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "user", "done", "of_what", "details"]

    def has_add_permission(self, request, obj=None):
        return False  # use cases write it

    has_change_permission = has_delete_permission = has_add_permission

    @display(description=pgettext_lazy("journal", "what was done"), ordering="verb")
    def done(self, entry):
        return gettext(entry.verb)

    @display(description=pgettext_lazy("column", "record"))
    def of_what(self, entry):
        return f"{entry.content_type.name} {entry.object_id}"

"""The admin's list and page of the journal, read only.

A room that knows who may read it makes them its own:

    @admin.register(JournalEntry)
    class JournalEntryAdmin(EntryPages, ReachAdmin): ...
"""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from mediacenter.toolkit.language import sort_key

from .codes import sentence_of
from .record_links import links_of


class KindOfRecord(admin.RelatedFieldListFilter):
    """Offers the kinds of the portal's own rooms, by the reader's alphabet."""

    def field_choices(self, field, request, model_admin):
        kinds = ContentType.objects.filter(app_label__in=model_admin.rooms())
        named = ((kind.pk, kind.name) for kind in kinds if kind.model_class())
        return sorted(named, key=lambda choice: sort_key(choice[1]))


class EntryPages:
    list_display = ["at", "user", "what_was_done", "of_what"]
    list_filter = ["user", ("content_type", KindOfRecord)]
    list_select_related = ["user__person", "content_type"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "user", "what_was_done", "of_what", "as_data"]

    def rooms(self):
        """The labels of the apps whose kinds of records are offered to filter by."""
        raise NotImplementedError

    def owner_relation(self, model):
        """The name of the relation to the record that a part hangs on; None for a record."""
        raise NotImplementedError

    def has_add_permission(self, request, obj=None):
        return False  # use cases write it

    has_change_permission = has_delete_permission = has_add_permission

    @display(description=pgettext_lazy("journal", "what was done"), ordering="code")
    def what_was_done(self, entry):
        return sentence_of(entry)

    def get_changelist_instance(self, request):
        found = super().get_changelist_instance(request)
        self.attach_links(found.result_list, request)
        return found

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        self.attach_links([entry] if entry else [], request)
        return entry

    def attach_links(self, entries, request):
        """Give each entry its `link`: a RecordLink, or None."""
        links = links_of(entries, request, self.owner_relation)
        for entry in entries:
            entry.link = links.get((entry.content_type_id, entry.object_id))

    @display(description=pgettext_lazy("field", "details"))
    def as_data(self, entry):
        """The details under the names that the code gave them."""
        return format_html_join(mark_safe("<br>"), "<code>{}: {}</code>", entry.details.items())

    @display(description=pgettext_lazy("column", "record"))
    def of_what(self, entry):
        kind = entry.content_type.name
        if entry.link is None:
            return f"{kind} {entry.object_id}"
        return format_html(
            '{}: <a href="{}" class="underline">{}</a>', kind, entry.link.address, entry.link.name
        )

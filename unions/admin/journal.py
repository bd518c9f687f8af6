from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.utils.html import format_html
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from mediacenter.toolkit.language import sort_key
from unions.access import GRANTS
from unions.journal_words import said
from unions.models import JournalEntry

from .journal_links import links_of
from .reach import ReachAdmin


class KindOfRecord(admin.RelatedFieldListFilter):
    """Offers the kinds of the portal's own rooms, by the reader's alphabet."""

    def field_choices(self, field, request, model_admin):
        rooms = {model._meta.app_label for model in GRANTS}
        kinds = ContentType.objects.filter(app_label__in=rooms)
        named = ((kind.pk, kind.name) for kind in kinds if kind.model_class())
        return sorted(named, key=lambda choice: sort_key(choice[1]))


@admin.register(JournalEntry)
class JournalEntryAdmin(ReachAdmin):
    """Read only, at the root of the tree."""

    list_display = ["at", "user", "done", "of_what"]
    list_filter = ["user", ("content_type", KindOfRecord)]
    list_select_related = ["user__person", "content_type"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "user", "done", "of_what", "details"]

    def has_add_permission(self, request, obj=None):
        return False  # use cases write it

    has_change_permission = has_delete_permission = has_add_permission

    @display(description=pgettext_lazy("journal", "what was done"), ordering="verb")
    def done(self, entry):
        return said(entry.verb)

    def get_changelist_instance(self, request):
        found = super().get_changelist_instance(request)
        attach_links(found.result_list, request)
        return found

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        attach_links([entry] if entry else [], request)
        return entry

    @display(description=pgettext_lazy("column", "record"))
    def of_what(self, entry):
        kind = entry.content_type.name
        if entry.link is None:
            return f"{kind} {entry.object_id}"
        return format_html(
            '{}: <a href="{}" class="underline">{}</a>', kind, entry.link.address, entry.link.name
        )


def attach_links(entries, request):
    """Give each entry its `link`: a RecordLink, or None."""
    links = links_of(entries, request)
    for entry in entries:
        entry.link = links.get((entry.content_type_id, entry.object_id))

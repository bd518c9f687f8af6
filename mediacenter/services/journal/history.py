"""What was done to a record: its entries in the journal, on the admin's page of history."""

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.contenttypes.models import ContentType
from django.template.response import TemplateResponse

from .codes import sentence_of
from .models import JournalEntry

A_PAGE = 50


class ShowsJournal:
    """Use cases write the journal; a second history that only the admin writes is not kept."""

    def log_addition(self, request, obj, message):
        """What saves has entered it."""

    def log_change(self, request, obj, message):
        """What saves has entered it."""

    def log_deletions(self, request, queryset):
        """What deletes has entered it."""

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        if isinstance(response, TemplateResponse):  # else there is no such record
            response.context_data |= self.history_of(request, object_id)
        return response

    def history_of(self, request, object_id):
        """What the page of history shows of a record, for who may see it."""
        kind = ContentType.objects.get_for_model(self.model)
        entries = JournalEntry.objects.filter(content_type=kind, object_id=unquote(object_id))
        entries = entries.select_related("user__person").order_by("-at", "-pk")
        page = self.get_paginator(request, entries, A_PAGE).get_page(request.GET.get(PAGE_VAR, 1))
        return {
            "entries": [(entry.at, entry.user, sentence_of(entry)) for entry in page],
            "action_list": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "pagination_required": page.has_other_pages(),
        }

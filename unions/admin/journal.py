from django.contrib import admin

from mediacenter.services.journal.entry_pages import EntryPages
from mediacenter.services.journal.models import JournalEntry
from unions.access import GRANTS, PARTS

from .reach import ReachAdmin


@admin.register(JournalEntry)
class JournalEntryAdmin(EntryPages, ReachAdmin):
    """At the root of the tree."""

    def rooms(self):
        return {model._meta.app_label for model in GRANTS}

    def owner_relation(self, model):
        return PARTS[model].of if model in PARTS else None

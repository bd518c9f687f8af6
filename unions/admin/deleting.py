"""Deleting in the admin: into the bin, and by the use case of the model where it has one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unions.access import GRANTS, PARTS
from unions.actions import delete_record
from unions.models.bin_entry import KEPT_FOR


def lead_to_bin(request, entries):
    """Say where deleted records lie, and bring back a single one at a press.

    `entries`: BinEntries, None for what does not come back. The pages that show messages hold the
    form "undo", which the button sends.
    """
    kept = [entry for entry in entries if entry is not None]
    if not kept:
        return
    if len(kept) == 1:
        address = reverse("admin:unions_binentry_bring_back", args=[kept[0].pk])
        way = format_html(
            '<button class="cursor-pointer font-semibold underline" form="undo" formaction="{}">'
            "{}</button>",
            address,
            _("Undo: bring it back"),
        )
    else:
        address = reverse("admin:unions_binentry_changelist")
        way = format_html('<a class="underline" href="{}">{}</a>', address, _("To the bin"))
    messages.info(
        request,
        format_html(
            "{} {}",
            ngettext(
                "What was deleted stays in the bin for %(days)d day.",
                "What was deleted stays in the bin for %(days)d days.",
                KEPT_FOR.days,
            )
            % {"days": KEPT_FOR.days},
            way,
        ),
    )


class DeletesIntoBin:
    """For an admin: says before what is deleted, and afterwards how to bring it back."""

    def get_deleted_objects(self, objs, request):
        """Count what people know by its name, and not the rows that stand behind it."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        known = {str(model._meta.verbose_name_plural) for model in {**GRANTS, **PARTS}}
        known.discard(str(self.opts.verbose_name_plural))
        shown = {name: number for name, number in counts.items() if str(name) in known}
        return deleted, shown, lacking, protected

    def delete_one(self, request, record):
        gone = request.__dict__.setdefault("gone", [])
        gone.append(delete_record(record=record, by=request.user))

    def say_where_it_lies(self, request, response):
        lead_to_bin(request, request.__dict__.pop("gone", []))
        return response

    def delete_view(self, request, *args, **kwargs):
        return self.deleting(super().delete_view, request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        return self.deleting(super().changelist_view, request, *args, **kwargs)

    def deleting(self, view, request, *args, **kwargs):
        """What a use case refuses to delete stays, all of it, and is told."""
        try:
            response = view(request, *args, **kwargs)
        except ValidationError as refusal:
            if request.method != "POST":
                raise
            request.__dict__.pop("gone", None)
            for sentence in refusal.messages:
                messages.error(request, sentence)
            return HttpResponseRedirect(request.get_full_path())
        return self.say_where_it_lies(request, response)

    def changeform_view(self, request, *args, **kwargs):
        return self.say_where_it_lies(request, super().changeform_view(request, *args, **kwargs))

    def delete_model(self, request, obj):
        self.delete_one(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for record in queryset:
                self.delete_one(request, record)

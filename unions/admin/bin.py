from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from mediacenter.toolkit.races import refused_in_words
from unions.access import PARTS
from unions.actions import bring_back
from unions.models import Appointment, BinEntry, Person
from unions.models.bin_entry import KEPT_FOR
from unions.reauthentication import confirm_identity

from .reach import ReachAdmin
from .steps import Step, StepForm


class ReturningStep(Step):
    """The entry is gone when its record is back."""

    back = None

    def leads_back(self):
        return self.back or super().leads_back()


@admin.register(BinEntry)
class BinEntryAdmin(ReachAdmin):
    """Read only: what lies there is brought back, or deleted for good."""

    list_display = ["title", "kind", "organization", "removed_by", "removed_at", "until", "undo"]
    list_filter = ["organization"]
    list_select_related = ["organization", "removed_by__person", "content_type"]
    list_per_page = 50
    ordering = ["-removed_at", "-pk"]
    fields = ["title", "kind", "organization", "removed_by", "removed_at", "until"]
    actions = ["bring_back_several"]
    actions_detail = ["bring_back"]

    @property
    def nothing_yet(self):
        return ngettext(
            "The bin is empty. What is deleted stays here for %(days)d day.",
            "The bin is empty. What is deleted stays here for %(days)d days.",
            KEPT_FOR.days,
        ) % {"days": KEPT_FOR.days}

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """Of an entry nothing is changed; with the list one works."""
        return obj is None and self.may("change", request)

    def has_bring_back_permission(self, request, object_id=None):
        return self.may("change", request, object_id)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("rows", "links")

    @display(description=_("kind of record"), ordering="content_type")
    def kind(self, entry):
        return capfirst(entry.content_type.name)

    @display(description=_("can be brought back until"), ordering="removed_at")
    def until(self, entry):
        return date_format(localtime(entry.leaves_at), "SHORT_DATE_FORMAT")

    @display(description="")
    def undo(self, entry):
        address = reverse("admin:unions_binentry_bring_back", args=[entry.pk])
        return format_html('<a class="underline" href="{}">{}</a>', address, _("Bring back"))

    @action(description=_("Bring back"), url_path="bring-back", permissions=["bring_back"])
    def bring_back(self, request, object_id):
        step = ReturningStep(self, request, object_id)
        if request.method == "POST" and gives_access(step.record):
            confirm_identity(request)

        def act(form):
            record = bring_back(entry_id=step.record.pk, by=request.user)
            step.back = page_of(record)
            return record

        return step.take(
            StepForm,
            act,
            title=_("Bring back"),
            success=lambda record: _("Back where it was: %(record)s.") % {"record": record},
            explanation=_("All that was deleted together with it comes back too."),
        )

    @admin.action(description=_("Bring back"), permissions=["bring_back"])
    def bring_back_several(self, request, queryset):
        if any(gives_access(entry) for entry in queryset):
            confirm_identity(request)
        restored = 0
        for entry in queryset.order_by("removed_at", "pk"):
            try:
                with refused_in_words():
                    bring_back(entry_id=entry.pk, by=request.user)
            except ValidationError as refused:
                messages.error(request, f"{entry}: {' '.join(refused.messages)}")
            except BinEntry.DoesNotExist:  # somebody else was faster
                continue
            else:
                restored += 1
        if restored:
            messages.success(request, _("Brought back: %(number)s.") % {"number": restored})
        return HttpResponseRedirect(request.get_full_path())


def gives_access(entry):
    """Whether a role comes back with it, that of an administrator among others."""
    return entry.content_type.model_class() in (Appointment, Person)


def page_of(record):
    """The page of the admin on which a record is changed, or the bin where it has none."""
    if type(record) in PARTS:
        record = PARTS[type(record)].owner_of(record)
    opts = record._meta
    if type(record) in admin.site._registry:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    return reverse("admin:unions_binentry_changelist")

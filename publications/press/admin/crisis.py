"""Crisis cards in the admin; what is needed in the crisis itself stands in the cabinet."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from unfold.admin import StackedInline, TabularInline
from unfold.decorators import action, display

from mediacenter.toolkit.forms import TranslatedForm, in_each
from publications.press.actions.crisis import log_in_crisis, save_crisis
from publications.press.models import CrisisAnswer, CrisisCard, CrisisLogEntry
from unions.admin.reach import ReachAdmin, ReachInline


class AnswerInline(ReachInline, StackedInline):
    model = CrisisAnswer
    form = TranslatedForm
    extra = 0
    fields = ("number", *in_each("question", "answer"))


class LogInline(ReachInline, TabularInline):
    """What was written stays; the log of a closed card is complete."""

    model = CrisisLogEntry
    extra = 0
    can_delete = False
    fields = ("at", "words", "written_by")
    readonly_fields = ("at", "written_by")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("written_by__person")

    def has_add_permission(self, request, obj=None):
        is_open = obj is not None and obj.closed_at is None
        return is_open and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(CrisisCard)
class CrisisCardAdmin(ReachAdmin):
    list_display = ("title", "level", "is_open", "opened_at", "closed_at", "organization")
    list_filter = ("level", "organization")
    list_select_related = ("organization",)
    search_fields = ("title", "trigger")
    autocomplete_fields = ("organization", "spokesperson")
    fields = (
        "organization",
        ("title", "level"),
        "spokesperson",
        "trigger",
        *in_each("statement"),
        ("opened_at", "closed_at"),
        "outcome",
    )
    readonly_fields = ("opened_at", "closed_at", "outcome")
    inlines = [AnswerInline, LogInline]
    actions_detail = ["open_page"]

    @display(description=pgettext_lazy("crisis card", "open"), boolean=True)
    def is_open(self, card):
        return card.closed_at is None

    @action(description=_("On one page: log, close"), url_path="page", permissions=["view"])
    def open_page(self, request, object_id):
        return redirect("crises:card", object_id)

    def save_model(self, request, obj, form, change):
        save_crisis(card=obj, by=request.user)
        if not change:
            self.tell_alerted(request, obj)

    def tell_alerted(self, request, card):
        """Say how many alerts are on their way: none is a danger of its own."""
        number = card.alerts.count()
        message = ngettext(
            "%(number)s person is alerted by e-mail.",
            "%(number)s people are alerted by e-mail.",
            number,
        )
        if number:
            messages.info(request, message % {"number": number})
        else:
            messages.warning(
                request,
                _(
                    "Nobody is alerted: neither a chair nor a press officer of this organization "
                    "has an account."
                ),
            )

    def save_part(self, request, part, record):
        if isinstance(part, CrisisLogEntry):
            log_in_crisis(card_id=record.pk, words=part.words, by=request.user)
        else:
            super().save_part(request, part, record)

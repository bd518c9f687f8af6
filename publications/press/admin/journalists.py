"""Journalists and events for the press. Phones are shown to those who write to journalists."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action, display

from mediacenter.toolkit.forms import TranslatedForm, WhenColumn, by_language, in_each
from publications.articles.actions.accrediting import accredit, refuse_own
from publications.articles.models import Accreditation
from publications.press.actions.invitations import (
    invite_journalists,
    note_contact,
    save_invitation,
    to_be_invited,
)
from publications.press.actions.journalists import refuse_sign_in, save_journalist
from publications.press.models import Journalist, MediaContact, PressEvent, PressInvitation
from unions.admin.deleted_rows import KeepsDeletedRows
from unions.admin.reach import ReachAdmin, ReachInline
from unions.admin.steps import Step, StepForm


class AccreditationForm(forms.ModelForm):
    def clean(self):
        super().clean()
        if self.has_changed():
            refuse_own(self.instance.journalist, self.user)


class AccreditationInline(ReachInline, TabularInline):
    model = Accreditation
    form = AccreditationForm
    extra = 0
    can_delete = False
    fields = ("starts_on", "ends_on", "reach")
    readonly_fields = ("reach",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("reach")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset


class ContactInline(ReachInline, TabularInline):
    """The history of contacts grows and stays as it was written."""

    model = MediaContact
    extra = 0
    can_delete = False
    fields = ("happened_on", "way", "note", "made_by")
    readonly_fields = ("made_by",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("made_by__person")

    def has_change_permission(self, request, obj=None):
        return False


class JournalistForm(TranslatedForm):
    def _post_clean(self):
        super()._post_clean()
        try:
            refuse_sign_in(self.instance, self.user)
        except ValidationError as refusal:
            self.add_error("user" if "user" in self.fields else None, refusal)


@admin.register(Journalist)
class JournalistAdmin(ReachAdmin):
    form = JournalistForm
    list_display = ("name", "outlet", "beat", "is_accredited", "organization")
    list_filter = ("outlet", "organization")
    list_select_related = ("outlet", "organization")
    search_fields = (*in_each("name", "outlet__name"), "beat")
    autocomplete_fields = ("organization", "outlet", "user")
    repeats = ("organization", "outlet", "language")
    fields = (
        *by_language("name"),
        "organization",
        "outlet",
        ("beat", "language"),
        ("phone", "email"),
        "user",
    )
    inlines = [AccreditationInline, ContactInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("accreditations")

    @display(description=pgettext_lazy("column", "accredited"), boolean=True)
    def is_accredited(self, journalist):
        today = timezone.localdate()
        return any(one.starts_on <= today <= one.ends_on for one in journalist.accreditations.all())

    def save_model(self, request, journalist, form, change):
        save_journalist(journalist=journalist, by=request.user)

    def save_part(self, request, part, record):
        if isinstance(part, Accreditation):
            accredit(accreditation=part, by=request.user)
        else:
            note_contact(contact=part, by=request.user)


class InvitationForm(forms.ModelForm):
    """Who was asked stays asked; later only whether they came is told."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.asked_at and "journalist" in self.fields:
            self.fields["journalist"].disabled = True


class InvitationFormSet(KeepsDeletedRows):
    def clean(self):
        super().clean()
        if any(form.instance.asked_at for form in self.deleted_forms):
            raise ValidationError(_("An invitation that was queued for sending stays on record."))


class InvitationInline(ReachInline, TabularInline):
    model = PressInvitation
    form = InvitationForm
    formset = InvitationFormSet
    extra = 0
    autocomplete_fields = ("journalist",)
    fields = ("journalist", "asked_at", "sent_at", "came")
    readonly_fields = ("asked_at", "sent_at")

    def get_queryset(self, request):
        invitations = super().get_queryset(request).select_related("journalist")
        return invitations.prefetch_related("mails")

    @display(description=pgettext_lazy("field", "sent"))
    def sent_at(self, invitation):
        return invitation.sent_at


@admin.register(PressEvent)
class PressEventAdmin(WhenColumn, ReachAdmin):
    list_display = ("when_it_was", "kind", "topic", "attended", "organization")
    list_display_links = ("when_it_was", "topic")
    list_filter = ("kind", "organization")
    list_select_related = ("organization",)
    search_fields = in_each("topic")
    autocomplete_fields = ("organization", "speakers")
    repeats = ("organization", "kind", "when", "speakers")
    fields = (
        "organization",
        "kind",
        ("when", "starts_at_time"),
        *by_language("topic"),
        *by_language("place"),
        "speakers",
        "attended",
    )
    inlines = [InvitationInline]
    actions_detail = ["invite"]

    def save_part(self, request, part, record):
        save_invitation(invitation=part, by=request.user)

    @action(description=_("Send the invitations"), url_path="invite", permissions=["change"])
    def invite(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: invite_journalists(event_id=step.record.pk, by=request.user),
            title=_("Send the invitations"),
            success=lambda invited: invited.sentence,
            explanation=to_be_invited(step.record).sentence,
        )

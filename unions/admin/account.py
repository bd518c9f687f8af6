"""The accounts by which people sign in."""

from django import forms
from django.contrib import admin, messages
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from unions.access import GRANTS
from unions.actions import (
    change_account,
    change_address,
    hand_over_account,
    mail_password_link,
    open_account,
    reset_second_factor,
)
from unions.models import User
from unions.reauthentication import confirm_identity

from .reach import ReachAdmin
from .saved import become
from .steps import Step, StepForm
from .translated import row

LINK_MAILED = _("A link to choose a password is on its way to %(address)s.")


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "person", "kept_by", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        taken = User.objects.exclude(pk=self.instance.pk).exclude(person=None)
        person.queryset = (
            GRANTS[User].people(self.user).exclude(pk__in=taken.values("person")).alphabetical()
        )
        person.required = self.instance.person_id is not None or self.instance.pk is None
        if self.instance.pk is None:
            self.fields["email"].help_text = _(
                "A new account gets a link there by which to choose a password."
            )
        elif "email" in self.fields:
            self.fields["email"].help_text = _(
                "Another e-mail opens the account from then on; both addresses are told."
            )


def mail_links(request, users):
    """Owe each newly opened account its password link, and say so."""
    for user in users:
        mail_password_link(user=user, by=request.user)
        messages.success(request, LINK_MAILED % {"address": user.email})


@admin.register(User)
class UserAdmin(ReachAdmin):
    """Accounts. What one may do follows from the person's appointments, nowhere else."""

    form = AccountForm
    list_display = ["email", "person", "language", "is_active", "last_login"]
    list_filter = ["is_active"]
    list_select_related = ["person"]
    autocomplete_fields = ["person", "kept_by"]
    ordering = [Lower("email")]
    search_fields = ["email", *(f"person__{column}" for column in row("name"))]
    fields = ["email", "person", "kept_by", "language", "is_active", "last_login"]
    readonly_fields = ["last_login"]
    add_fieldsets = [(None, {"fields": ["email", "person", "language"]})]
    actions_detail = ["mail_link", "reset_factor"]

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_readonly_fields(self, request, obj=None):
        if obj is None or request.user.has_perm("unions.keep_every_account"):
            return self.readonly_fields
        return [*self.readonly_fields, "email", "kept_by"]

    def changeform_view(self, request, *args, **kwargs):
        if request.method == "POST":
            confirm_identity(request)
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, user, form, change):
        given, by = form.cleaned_data, request.user
        particulars = {"person": given["person"], "language": given["language"], "by": by}
        if change:
            saved = change_account(user=user, is_active=given["is_active"], **particulars)
            if by.has_perm("unions.keep_every_account"):
                saved = hand_over_account(user=saved, kept_by=given["kept_by"], by=by)
                saved = change_address(user=saved, email=given["email"], by=by)
        else:
            saved = open_account(email=given["email"], **particulars)
            mail_links(request, [saved])
        become(user, saved)

    # --- Steps ---

    @action(description=_("Mail a password link"), url_path="mail-link", permissions=["change"])
    def mail_link(self, request, object_id):
        if request.method == "POST":
            confirm_identity(request)
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: mail_password_link(user=step.record, by=request.user),
            title=_("Mail a password link"),
            success=LINK_MAILED % {"address": step.record.email},
            explanation=_(
                "The link comes to the address of the account, in its language, and serves once. "
                "The password that holds now holds until another is chosen."
            ),
        )

    @action(
        description=_("Reset the second factor"), url_path="reset-factor", permissions=["change"]
    )
    def reset_factor(self, request, object_id):
        if request.method == "POST":
            confirm_identity(request)
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: reset_second_factor(user=step.record, by=request.user),
            title=_("Reset the second factor"),
            success=_("The second factor is removed; a mail to its owner is on its way."),
            explanation=_(
                "For somebody who lost the phone and the recovery codes: be sure that it is they "
                "who ask. Until they set up another factor, the password alone opens the account."
            ),
        )

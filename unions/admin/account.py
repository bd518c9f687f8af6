"""The accounts by which people sign in."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from unions.access import GRANTS
from unions.actions import (
    change_account,
    mail_password_link,
    open_account,
    reset_second_factor,
)
from unions.models import User

from .reach import ReachAdmin
from .saved import become
from .steps import Step, StepForm
from .translated import row


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "person", "language"]

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


def mail_links_afterwards(request, users):
    """Once the accounts are kept for good, mail each its password link; say how it went."""
    transaction.on_commit(partial(mail_links, request, users))


def mail_links(request, users):
    for user in users:
        try:
            mail_password_link(user=user, by=request.user)
        except ValidationError as refused:
            messages.warning(request, "\n".join(refused.messages))
        else:
            told = _("A link to choose a password was mailed to %(address)s.")
            messages.success(request, told % {"address": user.email})


@admin.register(User)
class UserAdmin(ReachAdmin):
    """Accounts. What one may do follows from the person's appointments, nowhere else."""

    form = AccountForm
    list_display = ["email", "person", "language", "is_active", "last_login"]
    list_filter = ["is_active"]
    list_select_related = ["person"]
    autocomplete_fields = ["person"]
    ordering = [Lower("email")]
    search_fields = ["email", *(f"person__{column}" for column in row("name"))]
    fields = ["email", "person", "language", "is_active", "last_login"]
    readonly_fields = ["last_login"]
    add_fieldsets = [(None, {"fields": ["email", "person", "language"]})]
    actions_detail = ["mail_link", "reset_factor"]

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def save_model(self, request, user, form, change):
        given = form.cleaned_data
        particulars = {
            "email": given["email"],
            "person": given["person"],
            "language": given["language"],
            "by": request.user,
        }
        if change:
            saved = change_account(user=user, is_active=given["is_active"], **particulars)
        else:
            saved = open_account(**particulars)
            mail_links_afterwards(request, [saved])
        become(user, saved)

    # --- Steps ---

    @action(description=_("Mail a password link"), url_path="mail-link", permissions=["change"])
    def mail_link(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: mail_password_link(user=step.record, by=request.user),
            title=_("Mail a password link"),
            done=_("A link to choose a password was mailed to %(address)s.")
            % {"address": step.record.email},
            explanation=_(
                "The link comes to the address of the account, in its language, and serves once. "
                "The password that holds now holds until another is chosen."
            ),
        )

    @action(
        description=_("Reset the second factor"), url_path="reset-factor", permissions=["change"]
    )
    def reset_factor(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: reset_second_factor(user=step.record, by=request.user),
            title=_("Reset the second factor"),
            done=_("The second factor is removed, and its owner was told by mail."),
            explanation=_(
                "For somebody who lost the phone and the recovery codes: be sure that it is they "
                "who ask. Until they set up another factor, the password alone opens the account."
            ),
        )

"""The officers of a new organization, in the form that opens it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import StackedInline
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminTextInputWidget

from unions.access import GRANTS
from unions.actions import install_officer
from unions.models import Appointment, Role, User

from .deleted_rows import KeepsDeletedRows
from .reach import ReachInline
from .translated import row

SHOWN = 3
NEW_NAMES = ["name_kk", "name_ru"]


class OfficerForm(forms.ModelForm):
    """Somebody known to the portal, or a name; the post; and an e-mail, which makes an account."""

    name_kk = forms.CharField(label=_("Or a new name in Kazakh"), max_length=150, required=False)
    name_ru = forms.CharField(label=_("New name in Russian"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail, to sign in"), required=False)

    class Meta:
        model = Appointment
        fields = ["person", "post_kk", "post_ru", "role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False
        self.fields["role"].choices = [
            (value, label)
            for value, label in self.fields["role"].choices
            if value != Role.ACTING_CHAIR  # from a day to a day, once there are people
        ]
        for name in NEW_NAMES:
            self.fields[name].widget = UnfoldAdminTextInputWidget()
        self.fields["email"].widget = UnfoldAdminEmailInputWidget()

    def clean(self):
        given = super().clean()
        if not self.has_changed():
            return given
        person, names = given.get("person"), [given.get(name) for name in NEW_NAMES]
        if person and any(names):
            self.add_error("name_kk", _("Choose somebody known, or write a new name: not both."))
        if not person and not any(names) and "person" not in self.errors:
            self.add_error("person", _("Say who it is: choose or write a name."))
        if not given.get("post_kk") and not given.get("post_ru"):
            self.add_error("post_kk", _("Fill this in at least once."))
        if given.get("email"):
            self.check_account(person, given["email"])
        return given

    def check_account(self, person, email):
        if User.objects.filter(email__iexact=email).exists():
            self.add_error("email", _("Somebody signs in with this e-mail already."))
        if person is None:
            return
        if User.objects.filter(person=person).exists():
            self.add_error("email", _("This person has an account already."))
        elif not GRANTS[User].people(self.user).filter(pk=person.pk).exists():
            self.add_error(
                "email", _("This person holds posts elsewhere: the account is opened there.")
            )


class OfficerFormSet(KeepsDeletedRows):
    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            email = (form.cleaned_data.get("email") or "").lower()
            if email and email in seen:
                form.add_error("email", _("This e-mail is in another row too."))
            seen.add(email)


class OfficerInline(ReachInline, StackedInline):
    model = Appointment
    form = OfficerForm
    formset = OfficerFormSet
    extra = SHOWN
    max_num = 10
    can_delete = False
    autocomplete_fields = ["person"]
    fields = ["person", tuple(NEW_NAMES), ("post_kk", "post_ru"), ("role", "email")]
    verbose_name = pgettext_lazy("of an organization", "officer")
    verbose_name_plural = _("Its officers")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset


def gives_access(sent):
    """Whether the rows, as they were sent, open an account or appoint an administrator."""
    return any(
        (name.endswith("-email") and value)
        or (name.endswith("-role") and value == Role.ADMINISTRATOR)
        for name, value in sent.items()
    )


def install_officers(formset, *, organization, starts_on, by):
    """Appoint whom the rows name; return the accounts that were opened."""
    opened = [
        install_officer(
            organization=organization,
            person=given["person"],
            names={name: given[name] or None for name in NEW_NAMES},
            posts={column: given.get(column) or None for column in row("post")},
            role=given["role"],
            email=given["email"].lower(),
            language=by.language,
            starts_on=starts_on,
            by=by,
        )
        for given in (form.cleaned_data for form in formset.forms if form.has_changed())
    ]
    return [account for account in opened if account]

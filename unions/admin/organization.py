"""The tree as an indented list; what happens to an organization is a step of its own."""

from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminSingleDateWidget, UnfoldAdminTextInputWidget

from unions.access import GRANTS
from unions.actions import (
    close_organization,
    describe_organization,
    merge_organizations,
    move_organization,
    open_organization,
    rename_organization,
    reopen_organization,
)
from unions.models import (
    Appointment,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationName,
)
from unions.reauthentication import confirm_identity

from .account import mail_links
from .officers import OfficerInline, gives_access, install_officers
from .reach import ReachAdmin, ReachInline, topmost
from .saved import become
from .steps import Closable, Step, StepForm, autocomplete
from .translated import NamedInSomeLanguage, row

NAMES = [*row("name"), *row("short_name")]
SEARCHED = [*NAMES, "slug"]


class OpenOnly(admin.SimpleListFilter):
    title = pgettext_lazy("heading", "state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("closed", pgettext_lazy("filter", "closed"))]

    def queryset(self, request, queryset):
        if self.value() == "closed":
            return queryset.exclude(closed_on=None)
        return queryset


class FoundingForm(NamedInSomeLanguage, forms.ModelForm):
    """A new organization: what it is called and below which it stands."""

    parent = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Parent organization"), required=False
    )
    opened_on = forms.DateField(label=_("Opened on"), required=False)
    decision = forms.CharField(label=_("Decision, number and date"), required=False, max_length=200)

    class Meta:
        model = Organization
        fields = ["kind", "slug", *NAMES]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slug, parent = self.fields["slug"], self.fields["parent"]
        self.fields["kind"].choices = [("", _("Select value")), *OrganizationKind.choices]
        slug.required = False
        slug.help_text = _("Left blank, it is made of the name.")
        parent.required = not self.user.is_superuser
        parent.queryset = places(self.user)
        parent.widget = autocomplete(Appointment, "organization", admin.site)
        parent.widget.choices = parent.choices
        self.fields["opened_on"].widget = UnfoldAdminSingleDateWidget()
        self.fields["decision"].widget = UnfoldAdminTextInputWidget()


def places(user):
    """Where `user` may open an organization."""
    return GRANTS[Organization].reached(Organization.objects.open(), user, "add")


class ClosingForm(StepForm):
    """The day of a change in an organization's life and the decision that it rests on."""

    happened_on = forms.DateField(label=_("On the day"), initial=timezone.localdate)
    decision = forms.CharField(label=_("Decision, number and date"), required=False, max_length=200)


class RenamingForm(ClosingForm):
    name_kk = forms.CharField(label=_("Name in Kazakh"), required=False, max_length=300)
    name_ru = forms.CharField(label=_("Name in Russian"), required=False, max_length=300)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)
    short_name_kk = forms.CharField(label=_("Short name in Kazakh"), required=False, max_length=150)
    short_name_ru = forms.CharField(
        label=_("Short name in Russian"), required=False, max_length=150
    )
    short_name_en = forms.CharField(
        label=_("Short name in English"), required=False, max_length=150
    )
    field_order = NAMES

    def prepare(self):
        for column in NAMES:
            self.fields[column].initial = getattr(self.record, column)


class MovingForm(ClosingForm):
    other = forms.ModelChoiceField(Organization.objects.none(), label=_("New parent organization"))
    field_order = ["other"]

    def prepare(self):
        other = self.fields["other"]
        other.queryset = places(self.user).exclude(pk=self.record.pk)
        other.widget = autocomplete(Appointment, "organization", admin.site)
        other.widget.choices = other.choices


class MergingForm(MovingForm):
    def prepare(self):
        super().prepare()
        self.fields["other"].label = _("Its successor")


class NameInline(ReachInline, TabularInline):
    model = OrganizationName
    tab = True
    extra = max_num = 0
    can_delete = False
    fields = readonly_fields = [*NAMES, "valid_from", "valid_until"]
    verbose_name_plural = _("name history")

    def get_queryset(self, request):
        return super().get_queryset(request).order_by("valid_until")

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


class EventInline(ReachInline, TabularInline):
    model = OrganizationEvent
    fk_name = "organization"
    tab = True
    extra = max_num = 0
    can_delete = False
    fields = readonly_fields = ["happened_on", "kind", "other", "decision"]

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Organization)
class OrganizationAdmin(Closable, ReachAdmin):
    steps_of_open = ("move", "merge", "close")
    list_display = ["in_tree", "kind", "region", "is_open"]
    list_display_links = ["in_tree"]
    list_filter = ["kind", "region", OpenOnly]
    list_select_related = ["region"]
    search_fields = SEARCHED
    inlines = [NameInline, EventInline]
    readonly_fields = [*NAMES, "kind", "closed_on"]
    actions_list = ["enter_contacts"]
    actions_detail = ["add_below", "rename", "move", "merge", "close", "reopen"]
    fieldsets = [
        (None, {"fields": [*NAMES, ("kind", "slug"), "annex_number"]}),
        (_("Where it belongs"), {"fields": [("region", "territorial_association")]}),
        (
            pgettext_lazy("heading", "Contacts"),
            {
                "fields": [("phone", "email"), row("address"), row("hours")],
                "description": _(
                    "They stand at the top of the page of the organization. What is left blank "
                    "is taken from the organization above it."
                ),
            },
        ),
        (_("How it came to be"), {"fields": [("founded_on", "closed_on")]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["parent", *NAMES, ("kind", "slug")]}),
        (_("How it came to be"), {"fields": [("opened_on", "decision")]}),
    ]

    @display(description=pgettext_lazy("column", "organization"), ordering="path")
    def in_tree(self, organization):
        return format_html(
            '<span style="display: block; padding-inline-start: {}rem">{}</span>',
            1.5 * (organization.depth - 1),
            organization,
        )

    @display(
        description=pgettext_lazy("column", "state"), label={"open": "success", "closed": "warning"}
    )
    def is_open(self, organization):
        if organization.closed_on:
            return "closed", pgettext_lazy("organization", "closed")
        return "open", pgettext_lazy("organization", "works")

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def get_inlines(self, request, obj):
        return self.inlines if obj else [OfficerInline]

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        if request.method == "POST" and object_id is None and gives_access(request.POST):
            confirm_identity(request)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = FoundingForm
        return super().get_form(request, obj, change, **kwargs)

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"parent": topmost(places(request.user)), **initial}

    def save_form(self, request, form, change):
        if change:
            return super().save_form(request, form, change)
        return form.save(commit=False)  # the use case asks for the reach of its parent

    def save_model(self, request, organization, form, change):
        given = form.cleaned_data
        if change:
            become(
                organization,
                describe_organization(organization=organization, by=request.user, **given),
            )
            return
        opened = open_organization(
            kind=given["kind"],
            slug=given["slug"],
            names={column: given.get(column) for column in NAMES},
            parent=given["parent"],
            opened_on=given["opened_on"],
            decision=given["decision"],
            by=request.user,
        )
        become(organization, opened)

    def save_formset(self, request, form, formset, change):
        if change:
            super().save_formset(request, form, formset, change)
            return
        accounts = install_officers(
            formset,
            organization=form.instance,
            starts_on=form.cleaned_data["opened_on"],
            by=request.user,
        )
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        mail_links(request, accounts)

    def has_enter_contacts_permission(self, request):
        return request.user.has_perm("unions.enter_contacts")

    @action(
        description=_("Contacts of the branches"),
        url_path="contacts",
        permissions=["enter_contacts"],
    )
    def enter_contacts(self, request):
        return redirect("tables:contacts")

    # --- Steps ---

    @action(description=_("Add below"), url_path="below", permissions=["add"])
    def add_below(self, request, object_id):
        above = Step(self, request, object_id, verb="add").record
        return redirect(f"{reverse('admin:unions_organization_add')}?parent={above.pk}")

    @action(
        description=pgettext_lazy("button", "Rename"), url_path="rename", permissions=["change"]
    )
    def rename(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            RenamingForm,
            lambda form: rename_organization(
                organization=step.record,
                names={column: form.cleaned_data[column] for column in NAMES},
                renamed_on=form.cleaned_data["happened_on"],
                decision=form.cleaned_data["decision"],
                by=request.user,
            ),
            title=pgettext_lazy("button", "Rename"),
            success=_("The organization is renamed; the former name stays on record."),
        )

    @action(description=pgettext_lazy("button", "Move"), url_path="move", permissions=["change"])
    def move(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            MovingForm,
            lambda form: move_organization(
                organization=step.record,
                parent=form.cleaned_data["other"],
                moved_on=form.cleaned_data["happened_on"],
                decision=form.cleaned_data["decision"],
                by=request.user,
            ),
            title=pgettext_lazy("button", "Move"),
            success=_("The organization has been moved."),
            explanation=_("Everything below it moves with it."),
        )

    @action(description=pgettext_lazy("button", "Merge"), url_path="merge", permissions=["change"])
    def merge(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            MergingForm,
            lambda form: merge_organizations(
                organization=step.record,
                successor=form.cleaned_data["other"],
                merged_on=form.cleaned_data["happened_on"],
                decision=form.cleaned_data["decision"],
                by=request.user,
            ),
            title=pgettext_lazy("button", "Merge"),
            success=_("The organization is merged into its successor."),
            explanation=_(
                "It is closed in favour of its successor, which takes over everything below it. "
                "What it did stays its own."
            ),
        )

    @action(description=pgettext_lazy("button", "Close"), url_path="close", permissions=["change"])
    def close(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            ClosingForm,
            lambda form: close_organization(
                organization=step.record,
                closed_on=form.cleaned_data["happened_on"],
                decision=form.cleaned_data["decision"],
                by=request.user,
            ),
            title=pgettext_lazy("button", "Close"),
            success=_("The organization is closed."),
            explanation=_(
                "Its posts end and its channels close on that day. It can be opened again."
            ),
        )

    @action(description=_("Open again"), url_path="reopen", permissions=["change"])
    def reopen(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            ClosingForm,
            lambda form: reopen_organization(
                organization=step.record,
                reopened_on=form.cleaned_data["happened_on"],
                decision=form.cleaned_data["decision"],
                by=request.user,
            ),
            title=_("Open again"),
            success=_("The organization is open again."),
            explanation=_(
                "Its posts and channels that ended with it go on; what stood below it comes back "
                "from its successor. The closing stays on record."
            ),
        )

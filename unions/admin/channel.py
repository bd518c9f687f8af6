"""Channels with their doubts and follower counts, and the import of a table of them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminTextInputWidget

from mediacenter.toolkit.links import MOST_ENTERED
from mediacenter.toolkit.tables.fields import TableField
from mediacenter.toolkit.tables.reading import read_table
from unions.actions import (
    RowsRefused,
    add_channel,
    change_channel,
    close_channel,
    count_followers,
    doubt_channel,
    import_channels,
    reopen_channel,
    settle_flag,
    withdraw_count,
)
from unions.actions.channels import checked, refuse_second
from unions.actions.importing import MOST_ROWS, channel_columns
from unions.models import Channel, ChannelFlag, FlagKind, FollowerCount

from .exchange import IMPORT_A_TABLE, NOTHING_IMPORTED
from .organization import SEARCHED
from .reach import ReachAdmin, ReachInline
from .saved import become
from .steps import Closable, Step, StepForm


class ChannelForm(forms.ModelForm):
    link = forms.CharField(
        label=pgettext_lazy("field", "Link"),
        max_length=MOST_ENTERED,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("As it was copied: what only tells who shared it is taken off."),
    )

    class Meta:
        model = Channel
        fields = ["organization", "network", "title", "since"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["link"].initial = self.instance.url

    def clean(self):
        given = super().clean()
        channel = self.instance
        organization = channel.organization if channel.pk else given.get("organization")
        if organization and "link" in given and "network" in given:
            try:
                url = checked(given["link"], network=given["network"])
                refuse_second(organization, url, besides=channel)
            except ValidationError as refused:
                self.add_error("link", refused)
        return given


class Doubtful(admin.SimpleListFilter):
    title = pgettext_lazy("heading", "doubt")
    parameter_name = "doubt"

    def lookups(self, request, model_admin):
        return [("any", _("any doubt")), *FlagKind.choices]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        flags = ChannelFlag.objects.filter(settled_on=None)
        if self.value() != "any":
            flags = flags.filter(kind=self.value())
        return queryset.filter(pk__in=flags.values("channel"))


class FlagInline(ReachInline, TabularInline):
    model = ChannelFlag
    extra = max_num = 0
    can_delete = False
    tab = True
    fields = readonly_fields = ["kind", "raised_on", "settled_on", "settlement"]

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


class FollowerInline(ReachInline, TabularInline):
    model = FollowerCount
    extra = 0
    tab = True
    fields = ["counted_on", "precision", "qualifier", "number", "source"]


class SettlingForm(StepForm):
    flag = forms.ModelChoiceField(ChannelFlag.objects.none(), label=pgettext_lazy("field", "Doubt"))
    settlement = forms.CharField(label=_("How it was settled"), max_length=300)

    def prepare(self):
        flags = self.record.flags.filter(settled_on=None)
        self.fields["flag"].queryset = flags
        self.fields["flag"].initial = flags.first()


class DoubtingForm(StepForm):
    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "Doubt"), choices=FlagKind.choices, initial=FlagKind.PERSONAL
    )


class ClosingForm(StepForm):
    closed_on = forms.DateField(label=_("Closed on"))


class ImportForm(StepForm):
    table = TableField()

    def clean_table(self):
        sent = self.cleaned_data["table"]
        return read_table(sent, columns=channel_columns(), most_rows=MOST_ROWS)


@admin.register(Channel)
class ChannelAdmin(Closable, ReachAdmin):
    form = ChannelForm
    list_display = ["organization", "network", "url", "open_doubts"]
    list_display_links = ["url"]
    list_filter = [Doubtful, "network", "organization"]
    list_select_related = ["organization"]
    search_fields = ["url", "title", *(f"organization__{column}" for column in SEARCHED)]
    autocomplete_fields = ["organization"]
    ordering = ["organization__path", "network", "pk"]
    inlines = [FollowerInline, FlagInline]
    actions_list = ["count_all", "bring_in"]
    actions_detail = ["settle", "doubt", "close", "reopen"]

    repeats = ["organization", "since"]

    def get_fields(self, request, obj=None):
        fields = [("organization", "network"), "link", "title", "since"]
        if obj is None:
            return fields
        if not self.has_change_permission(request, obj):
            fields[1] = "url"
        return [*fields, "entered", "closed_on"]

    def get_readonly_fields(self, request, obj=None):
        return ["organization", "entered", "closed_on"] if obj else []

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_queryset(self, request):
        doubts = ChannelFlag.objects.filter(settled_on=None)
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("flags", queryset=doubts, to_attr="doubts"))
        )

    @display(description=pgettext_lazy("column", "doubts"), label="warning")
    def open_doubts(self, channel):
        return ", ".join(str(doubt) for doubt in channel.doubts) or None

    def save_model(self, request, channel, form, change):
        given = form.cleaned_data
        particulars = {
            "network": given["network"],
            "link": given["link"],
            "title": given["title"],
            "since": given["since"],
            "by": request.user,
        }
        if change:
            saved = change_channel(channel=channel, **particulars)
        else:
            saved = add_channel(organization=given["organization"], **particulars)
        become(channel, saved)

    def save_formset(self, request, form, formset, change):
        counts = formset.save(commit=False)
        moved = [count for count, fields in formset.changed_objects if "counted_on" in fields]
        stored = FollowerCount.objects.in_bulk([count.pk for count in moved])
        for count in [*formset.deleted_objects, *stored.values()]:
            withdraw_count(channel=count.channel, counted_on=count.counted_on, by=request.user)
        for count in counts:
            count_followers(
                channel=count.channel,
                number=count.number,
                qualifier=count.qualifier,
                counted_on=count.counted_on,
                precision=count.precision,
                source=count.source,
                by=request.user,
            )

    @action(description=_("Mark as resolved"), url_path="settle", permissions=["change"])
    def settle(self, request, object_id):
        return Step(self, request, object_id).take(
            SettlingForm,
            lambda form: settle_flag(
                flag=form.cleaned_data["flag"],
                settlement=form.cleaned_data["settlement"],
                by=request.user,
            ),
            title=_("Mark as resolved"),
            success=_("The doubt is resolved."),
        )

    @action(description=_("Report a doubt"), url_path="doubt", permissions=["change"])
    def doubt(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            DoubtingForm,
            lambda form: doubt_channel(
                channel=step.record, kind=form.cleaned_data["kind"], by=request.user
            ),
            title=_("Report a doubt"),
            success=_("The doubt is recorded."),
            explanation=_("That an account is personal its link seldom tells: a person says so."),
        )

    @action(description=_("Close the channel"), url_path="close", permissions=["change"])
    def close(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            ClosingForm,
            lambda form: close_channel(
                channel=step.record, closed_on=form.cleaned_data["closed_on"], by=request.user
            ),
            title=_("Close the channel"),
            success=_("The channel is closed."),
        )

    @action(description=_("Followers of the pages"), url_path="followers", permissions=["change"])
    def count_all(self, request):
        return redirect("tables:followers")

    @action(description=_("Open again"), url_path="reopen", permissions=["change"])
    def reopen(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: reopen_channel(channel=step.record, by=request.user),
            title=_("Open again"),
            success=_("The channel is open again."),
        )

    @action(description=IMPORT_A_TABLE, url_path="import", permissions=["add"], icon="upload")
    def bring_in(self, request):
        refusals = []

        def act(form):
            try:
                import_channels(rows=form.cleaned_data["table"].rows, by=request.user)
            except RowsRefused as refused:
                refusals.extend((one.row, one.reasons) for one in refused.refusals)
                raise ValidationError(NOTHING_IMPORTED) from refused

        return Step(self, request, verb="add").take(
            ImportForm,
            act,
            title=IMPORT_A_TABLE,
            success=_("All rows are imported."),
            columns=channel_columns().headings.values(),
            rows_refused=refusals,
        )

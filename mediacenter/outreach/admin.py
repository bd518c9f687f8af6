from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminTextareaWidget

from mediacenter.toolkit.bounded import Among
from mediacenter.toolkit.forms import TranslatedForm, WhenColumn, by_language, in_each
from mediacenter.toolkit.phones import dialled
from mediacenter.toolkit.request_values import whole_number
from unions.admin.reach import ReachAdmin
from unions.admin.steps import Step, StepForm

from .actions.membership import accept_application, decline_application, pass_on_application
from .actions.visits import save_visit
from .forms import HearingForm, PassOnForm
from .models import (
    Appeal,
    BoardSubject,
    Campaign,
    CommitteeHearing,
    Contest,
    FeedbackChannel,
    MembershipApplication,
    NoticeBoardRegister,
    Visit,
)

# What somebody wrote by the site, for who answers it.
OF_THE_LETTER = ("number", "sender", "written")


class OfOrganization(ReachAdmin):
    """For records of one organization."""

    list_select_related = ("organization",)
    autocomplete_fields = ("organization",)


@admin.register(Campaign)
class CampaignAdmin(WhenColumn, OfOrganization):
    list_display = ("title", "when_it_was", "organization")
    list_filter = ("organization",)
    search_fields = in_each("title")
    repeats = ("organization",)
    fields = (("organization", "when"), *by_language("title", "about"))


@admin.register(Visit)
class VisitAdmin(WhenColumn, OfOrganization):
    list_display = ("when_it_was", "mode", "place", "visited", "campaign", "organization")
    list_filter = ("mode", "organization", "campaign")
    list_select_related = ("organization", "visited", "campaign")
    search_fields = in_each("place", "topic")
    autocomplete_fields = ("organization", "campaign", "visited")
    repeats = ("organization", "when", "mode", "campaign")
    fields = (
        ("organization", "when"),
        ("mode", "campaign", "visited"),
        *by_language("place", "topic", "participants"),
    )
    actions_list = ["enter_table"]

    def save_model(self, request, obj, form, change):
        save_visit(visit=obj, by=request.user)

    @action(
        description=_("Visits and meetings of the branches"), url_path="table", permissions=["add"]
    )
    def enter_table(self, request):
        return redirect("outreach:visits")


@admin.register(Contest)
class ContestAdmin(WhenColumn, OfOrganization):
    list_display = ("title", "network", "weekday", "when_it_was", "organization")
    list_filter = ("network", "organization")
    search_fields = in_each("title")
    repeats = ("organization", "network")
    fields = (
        ("organization", "when"),
        ("network", "weekday"),
        *by_language("title", "conditions", "prize"),
        ("followers_gained_qualifier", "followers_gained"),
    )


@admin.register(BoardSubject)
class BoardSubjectAdmin(ReachAdmin):
    form = TranslatedForm
    list_display = ("name",)
    search_fields = in_each("name")
    fields = by_language("name")


@admin.register(NoticeBoardRegister)
class NoticeBoardRegisterAdmin(WhenColumn, OfOrganization):
    list_display = ("where", "quantity", "when_it_was", "organization")
    list_filter = ("where", "organization")
    autocomplete_fields = ("organization", "subjects")
    repeats = ("organization", "when")
    fields = (("organization", "when"), ("where", "qualifier", "number"), "subjects")

    @display(description=pgettext_lazy("column", "number"), ordering="number")
    def quantity(self, register):
        return register.quantity


@admin.register(CommitteeHearing)
class CommitteeHearingAdmin(WhenColumn, OfOrganization):
    form = HearingForm
    list_display = ("question", "body", "when_it_was", "resolution", "organization")
    list_filter = ("organization",)
    search_fields = (*in_each("question", "body"), "resolution")
    repeats = ("organization", "when", *in_each("body"))
    fields = (
        ("organization", "when"),
        *by_language("body", "question"),
        "with_levels",
        *by_language("outcome"),
        "resolution",
    )


@admin.register(Appeal)
class AppealAdmin(OfOrganization):
    list_display = ("subject", "kind", "way", "received_on", "answered_on", "organization")
    list_filter = (("answered_on", admin.EmptyFieldListFilter), "kind", "way", "organization")
    search_fields = ("subject",)
    date_hierarchy = "received_on"
    ordering = ("-received_on", "-pk")
    repeats = ("organization", "kind", "way", "received_on")
    fields = ("organization", "subject", ("kind", "way"), ("received_on", "answered_on"))
    readonly_fields = OF_THE_LETTER

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        answers = request.user.has_perm("outreach.change_appeal", obj)
        return (*OF_THE_LETTER, *fields) if answers and hasattr(obj, "letter") else fields

    def get_search_results(self, request, queryset, search_term):
        """Found by its number as well, which its sender was told."""
        found, may_double = super().get_search_results(request, queryset, search_term)
        number = whole_number(search_term.strip())
        if number is not None:
            of_number = queryset.filter(pk=number).order_by().values("pk")
            found = queryset.filter(Among("pk", found.order_by().values("pk").union(of_number)))
        return found, may_double

    @display(description=pgettext_lazy("appeal", "number"))
    def number(self, appeal):
        return str(appeal.pk)

    @display(description=_("who wrote"))
    def sender(self, appeal):
        letter = appeal.letter
        links = []
        if letter.email:
            links.append((f"mailto:{letter.email}", letter.email))
        if letter.phone:
            links.append((dialled(letter.phone), letter.phone))
        return format_html(
            "{}{}", letter.name, format_html_join("", '<br><a href="{}">{}</a>', links)
        )

    @display(description=_("what was written"))
    def written(self, appeal):
        letter = appeal.letter
        return format_html('<div lang="{}">{}</div>', letter.language, linebreaksbr(letter.words))


@admin.register(FeedbackChannel)
class FeedbackChannelAdmin(OfOrganization):
    list_display = ("kind", "way", "since", "organization")
    list_filter = ("kind", "way", "organization")
    repeats = ("organization", "way", "since")
    fields = ("organization", ("kind", "way"), "since")


class AnswerForm(StepForm):
    answer = forms.CharField(
        label=pgettext_lazy("application", "answer"),
        max_length=2000,
        widget=UnfoldAdminTextareaWidget({"rows": 5}),
        help_text=_("The applicant reads it under the code of the application."),
    )


class AcceptForm(AnswerForm):
    def prepare(self):
        self.fields["answer"].required = False


@admin.register(MembershipApplication)
class MembershipApplicationAdmin(OfOrganization):
    """Read by those who answer; what the applicant wrote stays as it is."""

    form = PassOnForm
    list_display = ("code", "status", "received_on", "due", "organization")
    list_filter = ("status", "organization")
    search_fields = ("code", "name")
    date_hierarchy = "received_on"
    ordering = ("-received_on", "-pk")
    fields = (
        "organization",
        ("code", "status"),
        ("received_on", "due", "answered_on"),
        "name",
        ("workplace", "post"),
        ("email", "phone"),
        ("language", "consented_at"),
        "answer",
    )
    readonly_fields = (
        *("code", "status", "received_on", "due", "answered_on", "name", "workplace", "post"),
        *("email", "phone", "language", "consented_at", "answer"),
    )
    actions_detail = ["accept", "decline"]

    def has_add_permission(self, request, obj=None):
        return False  # applications come through the website alone

    @display(description=_("answer by"), ordering="received_on")
    def due(self, application):
        return application.answer_due_on

    def save_model(self, request, obj, form, change):
        if "organization" in form.changed_data:  # all else stays as it was written
            pass_on_application(
                application_id=obj.pk, organization=obj.organization, by=request.user
            )

    def get_actions_detail(self, request, object_id):
        record = self.get_object(request, object_id)
        offered = super().get_actions_detail(request, object_id)
        return [] if record is None or record.is_answered else offered

    @action(
        description=pgettext_lazy("button", "Accept"), url_path="accept", permissions=["change"]
    )
    def accept(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            AcceptForm,
            lambda form: accept_application(
                application_id=step.record.pk, by=request.user, **form.cleaned_data
            ),
            title=_("Accept the application"),
            success=_("The application is accepted."),
        )

    @action(
        description=pgettext_lazy("button", "Decline"), url_path="decline", permissions=["change"]
    )
    def decline(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            AnswerForm,
            lambda form: decline_application(
                application_id=step.record.pk, by=request.user, **form.cleaned_data
            ),
            title=_("Decline the application"),
            success=_("The application is declined."),
        )

from django.contrib import admin
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import action, display

from mediacenter.toolkit.bounded import Among
from mediacenter.toolkit.forms import TranslatedForm, WhenColumn, by_language, in_each
from mediacenter.toolkit.phones import dialled
from mediacenter.toolkit.request_values import whole_number
from unions.admin.reach import ReachAdmin

from .actions import save_visit
from .forms import HearingForm
from .models import (
    Appeal,
    BoardSubject,
    Campaign,
    CommitteeHearing,
    Contest,
    FeedbackChannel,
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
        return (*fields, *OF_THE_LETTER) if answers and hasattr(obj, "letter") else fields

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

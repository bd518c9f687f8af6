"""Guides to rights in the admin: written here, reviewed and published by steps."""

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import StackedInline
from unfold.decorators import action, display

from mediacenter.toolkit.forms import AddressForm, TranslatedForm, by_language, in_each
from publications.guides.actions import publish_guide, review_guide, save_guide, withdraw_guide
from publications.guides.models import Guide, GuideLaw
from publications.guides.transitions import PUBLISH
from unions.admin.reach import ReachAdmin, ReachInline
from unions.admin.steps import Step, StepForm


class GuideForm(AddressForm):
    address_from = "question"


class ReviewForm(StepForm):
    reviewed_by = forms.CharField(
        label=capfirst(Guide._meta.get_field("reviewed_by").verbose_name),
        max_length=250,
        help_text=_("Name and post, as readers see them."),
    )

    def prepare(self):
        self.fields["reviewed_by"].initial = self.record.reviewed_by or str(self.user)


class LawInline(ReachInline, StackedInline):
    model = GuideLaw
    form = TranslatedForm
    extra = 0
    fields = (*by_language("name", "says"), ("url", "checked_on"))


@admin.register(Guide)
class GuideAdmin(ReachAdmin):
    form = GuideForm
    list_display = ("question", "topic", "status", "reviewed_on", "opinions", "organization")
    list_filter = ("status", "topic", "organization")
    list_select_related = ("organization",)
    search_fields = (*in_each("question"), "slug")
    ordering = ("topic", "pk")
    autocomplete_fields = ("organization",)
    repeats = ("organization", "topic")
    fields = (
        ("organization", "topic"),
        *by_language("question", "answer", "steps"),
        "slug",
        ("status", "reviewed_on", "reviewed_by"),
    )
    readonly_fields = ("status", "reviewed_on", "reviewed_by")
    inlines = [LawInline]
    actions_detail = ["review", "publish", "withdraw"]

    def get_queryset(self, request):
        helpful = Count("opinions", filter=Q(opinions__is_helpful=True))
        return (
            super().get_queryset(request).annotate(helpful=helpful, all_opinions=Count("opinions"))
        )

    @display(description=pgettext_lazy("guide", "helpful to"))
    def opinions(self, guide):
        if not guide.all_opinions:
            return None
        return _("%(helpful)s of %(all)s") % {"helpful": guide.helpful, "all": guide.all_opinions}

    def save_model(self, request, obj, form, change):
        save_guide(guide=obj, by=request.user)

    def get_actions_detail(self, request, object_id):
        record = self.get_object(request, object_id)
        is_draft = record is not None and PUBLISH.starts_at(record)
        unfit = "withdraw" if is_draft else "publish"
        offered = super().get_actions_detail(request, object_id)
        return [step for step in offered if step.path != unfit]

    @action(description=_("Mark as reviewed"), url_path="review", permissions=["change"])
    def review(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            ReviewForm,
            lambda form: review_guide(
                guide_id=step.record.pk,
                reviewed_by=form.cleaned_data["reviewed_by"],
                by=request.user,
            ),
            title=_("Mark as reviewed"),
            success=_("The guide is marked as reviewed today."),
            explanation=_("Review a guide by holding every article that it names against the law."),
        )

    @action(
        description=pgettext_lazy("button", "Publish"), url_path="publish", permissions=["change"]
    )
    def publish(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: publish_guide(guide_id=step.record.pk, by=request.user),
            title=_("Publish the guide"),
            success=_("The guide is published."),
        )

    @action(description=_("Withdraw from the site"), url_path="withdraw", permissions=["change"])
    def withdraw(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            StepForm,
            lambda form: withdraw_guide(guide_id=step.record.pk, by=request.user),
            title=_("Withdraw from the site"),
            success=_("The guide is withdrawn."),
        )

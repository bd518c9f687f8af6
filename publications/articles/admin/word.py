"""Import from Word: a step that ends in the form of the article, for review."""

from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import action
from unfold.widgets import UnfoldAdminFileFieldWidget

from publications.articles.actions import word
from publications.articles.models import Article
from unions.access import choosable
from unions.admin.reach import topmost
from unions.admin.steps import Step, StepForm, autocomplete

WORD_ACCEPTED = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXPLANATION = _(
    "Headings, lists, tables, links and pictures are taken over; colours, fonts and alignment are"
    " not. What else is left out is told. The text then appears in the form for you to check"
    " and save."
)


class WordForm(StepForm):
    """Of an article that stands already the organization is known."""

    file = forms.FileField(
        label=_("Word document (.docx)"),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": WORD_ACCEPTED}),
    )
    language = forms.ChoiceField(
        label=pgettext_lazy("field", "language"), choices=settings.LANGUAGES
    )
    organization = forms.ModelChoiceField(
        label=pgettext_lazy("field", "organization"), queryset=None
    )

    def prepare(self):
        if self.record is not None:
            del self.fields["organization"]
            return
        offered = choosable(self.user, Article, "organization")
        field = self.fields["organization"]
        field.queryset, field.initial = offered, topmost(offered)
        field.widget = autocomplete(Article, "organization", site)
        field.widget.choices = field.choices


class WordStep(Step):
    """Leads on to the form, in which what was imported lies unsaved."""

    language = ""
    edit_session = None
    organization = None

    def take_over(self, form):
        self.language = form.cleaned_data["language"]
        self.organization = form.cleaned_data.get("organization")
        imported = word.import_word(
            file=form.cleaned_data["file"],
            article=self.record,
            organization=self.organization or self.record.organization,
            language=self.language,
            by=self.request.user,
        )
        self.edit_session = imported.work.edit_session
        for sentence in imported.remarks:
            messages.warning(self.request, sentence)

    def leads_back(self):
        if self.edit_session is None:
            return super().leads_back()
        asked = {"recover": self.edit_session}
        if self.record is not None:
            page = reverse("admin:publications_article_change", args=[self.record.pk])
        else:
            page = reverse("admin:publications_article_add")
            asked["organization"] = self.organization.pk
        return f"{page}?{urlencode(asked)}#text-{self.language}"


class ImportsWord:
    """For the admin of articles: a button over the list, and one over each article."""

    actions_list = ["import_new"]
    actions_detail = ["import_word"]

    @action(description=_("New from Word"), url_path="word", permissions=["add"])
    def import_new(self, request):
        return self.import_by(WordStep(self, request, verb="add"))

    @action(description=_("Import from Word"), url_path="word", permissions=["change"])
    def import_word(self, request, object_id):
        return self.import_by(WordStep(self, request, object_id))

    def import_by(self, step):
        return step.take(
            WordForm,
            step.take_over,
            title=_("Import from Word"),
            success=_("The document is in the form below. Look it over and save it."),
            explanation=EXPLANATION,
        )

"""The tab of one language in the form of an article."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import StackedInline
from unfold.decorators import display

from mediacenter.toolkit.templatetags.writing import clean
from publications.articles.kinds import parts_of
from publications.articles.models import ArticleKind, ArticleText, Status
from publications.articles.transitions import LIMIT, PUBLISH, RETURN, WITHDRAW
from publications.articles.writing.text_form import ArticleTextForm
from unions.admin.deleted_rows import KeepsDeletedRows
from unions.admin.reach import ReachInline

from .text_tab import text_tab_of

LANGUAGES = dict(settings.LANGUAGES)
DETAILS_OF_STEPS = {
    "remark": {RETURN},
    "publish_at": {PUBLISH},
    "leave_at": {PUBLISH, LIMIT},
    "correction": {WITHDRAW},
}


class TextFormSet(KeepsDeletedRows):
    """One text. Where a colleague has deleted it meanwhile, what is sent are words of a new one."""

    def make_new(self, place):
        super().make_new(place)
        self.data[f"{self.add_prefix(place)}-seen"] = "0"

    def refusal(self, *, is_moved):
        if is_moved:
            return super().refusal(is_moved=True)
        return _(
            "A colleague has deleted this text: it is in the bin. Save once more to enter"
            " it as a new text, or empty its fields to leave it out."
        )


class TextInline(ReachInline, StackedInline):
    """The tab of one language; subclasses name it."""

    model = ArticleText
    form = ArticleTextForm
    formset = TextFormSet
    language = ""
    tab = True
    hide_title = True
    can_delete = False
    max_num = 1
    leads = True
    opens = False
    tab_template = "admin/publications/text_tab.html"
    template_before = "admin/publications/text_state.html"
    template_after = "admin/publications/text_steps.html"
    classes = ("writing-tab",)
    readonly_fields = ("body_to_read",)

    @property
    def prefix(self):
        return f"text-{self.language}"

    def get_queryset(self, request):
        texts = super().get_queryset(request).filter(language=self.language)
        return texts.select_related("source")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if self.text_of(obj) else 1

    def text_of(self, article):
        texts = article.texts.all() if article and article.pk else []
        return next((text for text in texts if text.language == self.language), None)

    def has_change_permission(self, request, obj=None):
        """Offer as much as the state allows; what comes back is judged by the form, with reasons.

        A form that was opened as a draft keeps what was typed in it, even if it is one no longer.
        """
        if not super().has_change_permission(request, obj):
            return False
        text = self.text_of(obj)
        return (
            text is None
            or f"{self.prefix}-0-title" in request.POST
            or request.user.has_perm("publications.change_text", text)
        )

    def get_fieldsets(self, request, obj=None):
        if not self.has_change_permission(request, obj):
            parts = parts_of(obj.kind) if obj else []
            return [(None, {"fields": ["title", "lead", "body_to_read", *parts, "slug"]})]
        text = self.text_tab.text
        about = [("slug", "translated_from")]
        if text and text.is_outdated:
            about.append("agrees")
        written = ["title", "lead", "body", *self.parts_of_kind(request, obj)]
        fieldsets = [
            (None, {"fields": written}),
            (_("Address and source"), {"fields": about}),
        ]
        steps = {button.step for button in self.text_tab.buttons}
        details = [name for name, of in DETAILS_OF_STEPS.items() if of & steps]
        if details:
            fieldsets.append((_("Next step"), {"fields": details}))
        return fieldsets

    def parts_of_kind(self, request, article):
        """The parts that the kind asks for; of a form sent in, those that it had."""
        if request.method == "POST":
            names = [name for kind in ArticleKind for name in parts_of(kind)]
            inputs = {key.removesuffix("_0") for key in request.POST}
            return [n for n in dict.fromkeys(names) if f"{self.prefix}-0-{n}" in inputs]
        names = parts_of(article.kind if article else request.GET.get("kind"))
        # for journalists it is a promise: whoever moves it takes the text back first
        text = self.text_tab.text
        fixed = text is not None and text.status == Status.PUBLISHED
        return [name for name in names if not (fixed and name == "embargo_until")]

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else self.readonly_fields

    def get_formset(self, request, obj=None, **kwargs):
        # an inline lives as long as its request
        text = self.text_of(obj)
        self.text_tab = text_tab_of(text, article=obj, language=self.language, request=request)
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return db_field.formfield()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @display(description=pgettext_lazy("column", "text"))
    def body_to_read(self, text):
        return format_html('<div class="rich-text">{}</div>', clean(text.body))


def inline_of(language):
    name = LANGUAGES[language]
    attributes = {"language": language, "verbose_name": name, "verbose_name_plural": name}
    return type(f"TextInline_{language}", (TextInline,), attributes)

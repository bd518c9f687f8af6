"""The tab of one language in the form of an article."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline
from unfold.decorators import display

from mediacenter.toolkit.richtext import sanitize
from publications.checklist import checklist
from publications.differences import differences
from publications.forms import ArticleTextForm
from publications.kinds import parts_of
from publications.merging import same
from publications.models import (
    ArticleKind,
    ArticleText,
    Revision,
    Status,
    TextState,
    UnsavedWork,
)
from publications.outlook import outlook
from publications.previews import preview_url
from publications.reading import reading_minutes
from publications.steps import LIMIT, PUBLISH, RETURN, WITHDRAW
from unions.admin.reach import ReachInline

from .buttons import buttons_for

LANGUAGES = dict(settings.LANGUAGES)
COLOURS = {
    TextState.EMPTY: "",  # a label all the same: Unfold shows the bare key of what it does not find
    TextState.DRAFT: "info",
    TextState.REVIEW: "warning",
    TextState.READY: "primary",
    TextState.SCHEDULED: "primary",
    TextState.PUBLISHED: "success",
    TextState.OUTDATED: "danger",
}


DETAILS_OF_STEPS = {
    "remark": {RETURN},
    "publish_at": {PUBLISH},
    "leave_at": {PUBLISH, LIMIT},
    "correction": {WITHDRAW},
}


class TextInline(ReachInline, StackedInline):
    """The tab of one language; subclasses name it."""

    model = ArticleText
    form = ArticleTextForm
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
            return [(None, {"fields": ["title", "slug", "lead", "body_to_read"]})]
        about = [("slug", "translated_from")]
        if self.text and self.text.is_outdated:
            about.append("agrees")
        written = ["title", "lead", "body", *self.parts_of_kind(request, obj)]
        fieldsets = [
            (None, {"fields": written}),
            (_("Address and source"), {"fields": about}),
        ]
        steps = {button.step for button in self.buttons}
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
        fixed = self.text is not None and self.text.status == Status.PUBLISHED
        return [name for name in names if not (fixed and name == "embargo_until")]

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else self.readonly_fields

    def get_formset(self, request, obj=None, **kwargs):
        # an inline lives as long as its request; its templates ask for what follows
        text = self.text_of(obj)
        self.text = text
        self.remarks = open_remarks(text)
        self.unsaved = unsaved_work(request, obj, self.language, text)
        self.source_changes = source_changes(text)
        self.preview = preview_url(text) if text else ""
        is_at_work = text is not None and text.status != Status.PUBLISHED
        self.findings = checklist(text, by=request.user) if is_at_work else None
        self.minutes = reading_minutes(text) if is_at_work else None
        self.buttons = buttons_for(request.user, text, obj)
        self.outlook = outlook(
            text,
            user=request.user,
            to_mend=sum(finding.is_blocking for finding in self.findings or []),
            remarks=len(self.remarks),
        )
        self.colour = COLOURS[self.outlook.state]
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return db_field.formfield()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @display(description=_("text"))
    def body_to_read(self, text):
        clean = mark_safe(sanitize(text.body))  # noqa: S308
        return format_html('<div class="rich-text">{}</div>', clean)


def open_remarks(text):
    return list(text.remarks.open().select_related("made_by__person")) if text else []


def unsaved_work(request, article, language, text):
    """What this user has typed and not saved, unless it says what stands there anyway."""
    work = UnsavedWork.objects.filter(user=request.user, article=article, language=language).first()
    if work is None or request.method == "POST":  # a form that comes back holds it already
        return None
    stored = {name: getattr(text, name) if text else "" for name in work.fields}
    return None if all(same(work.fields[name], stored[name]) for name in stored) else work


def source_changes(text):
    """What has changed in the text that an outdated one was translated from."""
    if text is None or not text.is_outdated:
        return []
    seen = Revision.objects.filter(text=text.source_id, version=text.source_version).first()
    return differences(seen.fields if seen else {}, text.source.parts)


def tab_of(language):
    name = LANGUAGES[language]
    attributes = {"language": language, "verbose_name": name, "verbose_name_plural": name}
    return type(f"TextInline_{language}", (TextInline,), attributes)

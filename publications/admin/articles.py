"""Writing: one form with a tab a language, each with its state and the steps from there."""

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline
from unfold.decorators import action, display

from publications import actions
from publications.checklist import checklist
from publications.differences import differences
from publications.forms import ArticleForm, ArticleTextForm
from publications.kinds import parts_of
from publications.merging import same
from publications.models import (
    Article,
    ArticleKind,
    ArticleText,
    GalleryPicture,
    Revision,
    Rubric,
    Status,
    TextState,
    UnsavedWork,
)
from publications.previews import preview_url
from publications.reading import reading_minutes
from publications.steps import APPROVE, LIMIT, PUBLISH, RETURN, SUBMIT, WITHDRAW
from unions.admin.reach import ReachAdmin, ReachInline

from .gallery import GalleryInline
from .pictures import thumbnail
from .word import ImportsWord

LANGUAGES = dict(settings.LANGUAGES)
COLOURS = {
    TextState.DRAFT: "info",
    TextState.REVIEW: "warning",
    TextState.READY: "primary",
    TextState.SCHEDULED: "primary",
    TextState.PUBLISHED: "success",
    TextState.OUTDATED: "danger",
}


class StepButton:
    """A step as the form offers it: a button that saves first, then takes the step."""

    def __init__(self, name, step, label, done, *, variant="default", details=None):
        self.name, self.step, self.label, self.done = name, step, label, done
        self.variant = variant
        self.details = details or (lambda form: {})

    def take(self, text, form, by):
        take_step = getattr(actions, f"{self.name}_text")
        return take_step(text_id=text.pk, by=by, **self.details(form))


BUTTONS = [
    StepButton(
        "publish",
        PUBLISH,
        _("Save and publish"),
        _("The text is published."),
        variant="primary",
        details=lambda form: {
            "at": form.cleaned_data.get("publish_at"),
            "until": form.cleaned_data.get("leave_at"),
        },
    ),
    StepButton(
        "approve",
        APPROVE,
        _("Save and approve"),
        _("The text is ready for publication."),
    ),
    StepButton(
        "submit",
        SUBMIT,
        _("Save and hand in for review"),
        _("The text is handed in for review."),
    ),
    StepButton(
        "return",
        RETURN,
        _("Give back to the writer"),
        _("The text is a draft again."),
        details=lambda form: {"remark": form.cleaned_data.get("remark", "")},
    ),
    StepButton(
        "limit",
        LIMIT,
        _("Set when it leaves the site"),
        _("The moment at which the text leaves the site is set."),
        details=lambda form: {"until": form.cleaned_data.get("leave_at")},
    ),
    StepButton(
        "withdraw",
        WITHDRAW,
        _("Withdraw from the site"),
        _("The text is withdrawn and a draft again."),
        variant="danger",
    ),
]
EXTRA_FIELDS = {
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
    template_before = "admin/publications/text_state.html"
    template_after = "admin/publications/text_steps.html"
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

    def get_fields(self, request, obj=None):
        if not self.has_change_permission(request, obj):
            return ["title", "slug", "lead", "body_to_read"]
        steps = {button.step for button in buttons_for(request.user, self.text_of(obj), obj)}
        fields = ["title", "lead", "body", *self.parts_of_kind(request, obj)]
        fields.append(("slug", "translated_from"))
        if self.text and self.text.is_outdated:
            fields.append("agrees")
        return fields + [name for name, of in EXTRA_FIELDS.items() if of & steps]

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
        self.colour = text and COLOURS[text.state]
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return db_field.formfield()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @display(description=_("text"))
    def body_to_read(self, text):
        # the field sanitizes whatever way a text takes to the database
        return format_html('<div class="rich-text">{}</div>', mark_safe(text.body))  # noqa: S308


def buttons_for(user, text, article):
    """The steps that `user` may take; with a text yet to be written, those of a draft."""
    shown = text or ArticleText(article=article)
    return [button for button in BUTTONS if button.step.is_open_to(user, shown)]


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


def language_note(tabs, language):
    tab = tabs.get(language)
    return tab.cleaned_data.get("correction", "") if tab else ""


def tab_of(language):
    name = LANGUAGES[language]
    attributes = {"language": language, "verbose_name": name, "verbose_name_plural": name}
    return type(f"TextInline_{language}", (TextInline,), attributes)


def state_column(language):
    @display(description=LANGUAGES[language], label=COLOURS)
    def state(self, article):
        for text in article.texts.all():
            if text.language == language:
                state = TextState.OUTDATED if text.is_outdated else text.state
                return state.value, state.label
        return TextState.EMPTY.value, TextState.EMPTY.label

    return state


class LanguageStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [choice for choice in TextState.choices if choice[0] != TextState.EMPTY]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        texts = ArticleText.objects.in_state(self.value())
        return queryset.filter(pk__in=texts.values("article"))


ARRANGED = (
    "organization",
    "rubric",
    "kind",
    "cover",
    "video_url",
    "tags",
    "related",
    "audiences",
)


@admin.register(Article)
class ArticleAdmin(ImportsWord, ReachAdmin):
    actions_detail = [*ImportsWord.actions_detail, "open_share_kit"]
    form = ArticleForm
    list_display = ("title", *(f"state_{code}" for code in LANGUAGES), "organization", "rubric")
    list_filter = (LanguageStateFilter, "kind", "organization", "rubric", "tags")
    list_select_related = ("organization", "rubric")
    search_fields = ("texts__title",)
    autocomplete_fields = ("organization", "rubric", "cover", "tags", "related")
    fields = (
        ("organization", "rubric"),
        "kind",
        "video_url",
        ("cover", "cover_now"),
        ("tags", "related"),
        "audiences",
    )
    readonly_fields = ("cover_now",)
    inlines = [*(tab_of(language) for language in LANGUAGES), GalleryInline]
    warn_unsaved_form = True
    change_form_before_template = "admin/publications/writing.html"

    class Media:
        js = ["js/writing.js"]
        css = {"all": ["css/writing.css"]}

    state_kk, state_ru, state_en = (state_column(code) for code in ("kk", "ru", "en"))

    def get_queryset(self, request):
        texts = ArticleText.objects.select_related("source").defer("body", "source__body")
        texts = texts.order_by("language")
        return super().get_queryset(request).prefetch_related(Prefetch("texts", texts))

    def get_readonly_fields(self, request, obj=None):
        if obj and not request.user.has_perm("publications.arrange_article", obj):
            return (*self.readonly_fields, *ARRANGED)
        return self.readonly_fields

    def get_fields(self, request, obj=None):
        kind = obj.kind if obj else request.GET.get("kind")
        without_video = request.method == "GET" and kind != ArticleKind.VIDEO
        return [row for row in self.fields if not (without_video and row == "video_url")]

    def get_field_queryset(self, db, db_field, request):
        """Offer the rubrics that are open; what an article has chosen before stays."""
        offered = super().get_field_queryset(db, db_field, request)
        if db_field.name == "rubric":
            return offered.filter(pk__in=Rubric.objects.in_use().values("pk"))
        return offered

    @display(description=_("title"))
    def title(self, article):
        return str(article)

    @display(description=_("cover picture"))
    def cover_now(self, article):
        return thumbnail(article.cover)

    @action(description=_("To share"), url_path="share", permissions=["view"])
    def open_share_kit(self, request, object_id):
        return redirect("sharing:kit", object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["kept_address"] = reverse("newsroom:keep_unsaved")
        if add:
            context["kinds"] = ArticleKind
            context["shown_kind"] = request.GET.get("kind", ArticleKind.NEWS)
        if obj is not None and request.user.has_perm("publications.change_article", obj):
            context["presence_address"] = reverse("newsroom:presence", args=[obj.pk])
            context["others"] = actions.note_presence(user=request.user, article=obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Saving goes through one use case, and so does each step ---

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        return [
            inline
            for inline in inlines
            if not isinstance(inline, GalleryInline) or inline.is_asked_for(request, obj)
        ]

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        kwargs["prefix"] = inline.prefix
        if not isinstance(inline, TextInline):
            return kwargs
        wanted = request.GET.get("recover") == inline.language and request.method == "GET"
        kwargs["form_kwargs"] = {
            "user": request.user,
            "language": inline.language,
            "recovered": inline.unsaved if wanted else None,
        }
        return kwargs

    def save_model(self, request, obj, form, change):
        """Leave it to save_related, which knows the texts."""

    def save_related(self, request, form, formsets, change):
        article = form.instance
        galleries = [formset for formset in formsets if formset.model is GalleryPicture]
        formsets = [formset for formset in formsets if formset not in galleries]
        texts = [text for formset in formsets for text in formset.save(commit=False)]
        tabs = {tab.form_kwargs["language"]: tab.forms[0] for tab in formsets if tab.forms}
        sources = {
            language: tab.source_to_note
            for language, tab in tabs.items()
            if tab.source_to_note is not None
        }
        is_new = article._state.adding
        actions.save_article(article=article, texts=texts, by=request.user, sources=sources)
        form.save_m2m()
        for gallery in galleries:
            gallery.save()
        actions.drop_unsaved_work(
            user=request.user,
            article=None if is_new else article,
            languages=[text.language for text in texts],
        )
        self.tell_merged(request, tabs)
        self.correct(request, article, tabs)
        name, _sign, language = request.POST.get("_step", "").partition(":")
        button = next((button for button in BUTTONS if button.name == name), None)
        if button and language in LANGUAGES:
            self.take_step(request, button, article, language, tabs[language])

    def tell_merged(self, request, tabs):
        for language, tab in tabs.items():
            if tab.taken:
                names = [ArticleText._meta.get_field(name).verbose_name for name in tab.taken]
                messages.info(
                    request,
                    _("%(language)s: what a colleague changed meanwhile is kept too (%(parts)s).")
                    % {"language": LANGUAGES[language], "parts": ", ".join(map(str, names))},
                )

    def correct(self, request, article, tabs):
        for text in article.texts.all():
            note = language_note(tabs, text.language)
            if note:
                actions.note_correction(text_id=text.pk, note=note, by=request.user)

    def take_step(self, request, button, article, language, form):
        text = article.texts.filter(language=language).first()
        if text is None:
            messages.error(request, _("There is no text in this language yet."))
            return
        try:
            button.take(text, form, request.user)
        except actions.NotReady as refusal:
            for sentence in refusal.missing:
                messages.warning(request, sentence)
        except actions.WrongState as refusal:
            messages.error(request, refusal)
        else:
            messages.success(request, button.done)

    def response_add(self, request, obj, post_url_continue=None):
        return self.stay(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.stay(request, obj) or super().response_change(request, obj)

    def stay(self, request, article):
        """After a step, show the tab with the new state."""
        if "_step" not in request.POST:
            return None
        language = request.POST["_step"].partition(":")[2]
        url = reverse("admin:publications_article_change", args=[article.pk])
        return HttpResponseRedirect(f"{url}#text-{language}" if language in LANGUAGES else url)

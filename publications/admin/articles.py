"""Writing: one form with a tab a language, each with its state and the steps from there."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from publications import actions
from publications.forms import ArticleTextForm
from publications.models import Article, ArticleText, Status
from publications.steps import PUBLISH, RETURN, SUBMIT, WITHDRAW
from unions.admin.reach import ReachAdmin, ReachInline
from unions.models import JournalEntry

from .pictures import thumbnail

LANGUAGES = dict(settings.LANGUAGES)
COLOURS = {Status.DRAFT: "info", Status.REVIEW: "warning", Status.PUBLISHED: "success"}


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
        details=lambda form: {"at": form.cleaned_data.get("publish_at")},
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
        "withdraw",
        WITHDRAW,
        _("Withdraw from the site"),
        _("The text is withdrawn and a draft again."),
        variant="danger",
    ),
]
EXTRA_FIELDS = {"remark": RETURN, "publish_at": PUBLISH}


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
        return super().get_queryset(request).filter(language=self.language)

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
        fields = ["title", "lead", "body", "slug"]
        return fields + [name for name, step in EXTRA_FIELDS.items() if step in steps]

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else self.readonly_fields

    def get_formset(self, request, obj=None, **kwargs):
        # an inline lives as long as its request; its templates ask for what follows
        text = self.text_of(obj)
        self.text, self.last_remark = text, remark_on(text)
        self.buttons = buttons_for(request.user, text, obj)
        self.colour = text and COLOURS[text.status]
        self.is_scheduled = bool(text and text.published_at and text.published_at > timezone.now())
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return db_field.formfield()
        if db_field.name == "lead":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @display(description=_("text"))
    def body_to_read(self, text):
        # the field sanitizes whatever way a text takes to the database
        return format_html('<div class="rich-text">{}</div>', mark_safe(text.body))  # noqa: S308


def buttons_for(user, text, article):
    """The steps that `user` may take; with a text yet to be written, those of a draft."""
    shown = text or ArticleText(article=article)
    return [button for button in BUTTONS if button.step.is_open_to(user, shown)]


def remark_on(text):
    """What the editor wrote when the draft was given back."""
    if text is None or text.status != Status.DRAFT:
        return ""
    entries = JournalEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(text), object_id=text.pk
    )
    last = entries.order_by("-pk").first()
    return last.details.get("remark", "") if last and last.verb == RETURN.verb else ""


def tab_of(language):
    name = LANGUAGES[language]
    attributes = {"language": language, "verbose_name": name, "verbose_name_plural": name}
    return type(f"TextInline_{language}", (TextInline,), attributes)


def state_column(language):
    @display(description=LANGUAGES[language], label=COLOURS)
    def state(self, article):
        for text in article.texts.all():
            if text.language == language:
                return text.status, text.get_status_display()
        return None

    return state


class LanguageStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        texts = ArticleText.objects.filter(status=self.value())
        return queryset.filter(pk__in=texts.values("article"))


@admin.register(Article)
class ArticleAdmin(ReachAdmin):
    list_display = ("title", *(f"state_{code}" for code in LANGUAGES), "organization", "rubric")
    list_filter = (LanguageStateFilter, "organization", "rubric")
    list_select_related = ("organization", "rubric")
    search_fields = ("texts__title",)
    autocomplete_fields = ("organization", "rubric", "cover")
    fields = ("organization", "rubric", "cover", "cover_now")
    readonly_fields = ("cover_now",)
    inlines = [tab_of(language) for language in LANGUAGES]
    warn_unsaved_form = True

    class Media:
        css = {"all": ["css/admin-writing.css"]}

    state_kk, state_ru, state_en = (state_column(code) for code in ("kk", "ru", "en"))

    def get_queryset(self, request):
        texts = ArticleText.objects.defer("body").order_by("language")
        return super().get_queryset(request).prefetch_related(Prefetch("texts", texts))

    def get_readonly_fields(self, request, obj=None):
        if obj and not request.user.has_perm("publications.arrange_article", obj):
            return (*self.readonly_fields, "organization", "rubric", "cover")
        return self.readonly_fields

    @display(description=_("title"))
    def title(self, article):
        return str(article)

    def get_fields(self, request, obj=None):
        shown = super().get_fields(request, obj)
        return shown if obj and obj.cover else [name for name in shown if name != "cover_now"]

    @display(description=_("as it is now"))
    def cover_now(self, article):
        return thumbnail(article.cover)

    # --- Saving goes through one use case, and so does each step ---

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        kwargs["prefix"] = inline.prefix
        kwargs["form_kwargs"] = {"user": request.user, "language": inline.language}
        return kwargs

    def save_model(self, request, obj, form, change):
        """Leave it to save_related, which knows the texts."""

    def save_related(self, request, form, formsets, change):
        article = form.instance
        texts = [text for formset in formsets for text in formset.save(commit=False)]
        actions.save_article(article=article, texts=texts, by=request.user)
        name, _sign, language = request.POST.get("_step", "").partition(":")
        button = next((button for button in BUTTONS if button.name == name), None)
        if button and language in LANGUAGES:
            [tab] = [f for f in formsets if f.form_kwargs["language"] == language]
            self.take_step(request, button, article, language, tab.forms[0])

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

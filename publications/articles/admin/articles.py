"""Writing: one form with a tab a language, each with its state and the steps from there."""

from django.contrib import admin
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from publications.articles.actions.duplicating import duplicate_article
from publications.articles.actions.presence import note_presence
from publications.articles.models import Article, ArticleKind, ArticleText, Rubric
from publications.articles.writing.article_form import ArticleForm
from publications.articles.writing.edit_session import EditSessionForm
from publications.articles.writing.refused_step import entered_for
from publications.articles.writing.signed_out import keeps_words
from publications.pictures.admin import thumbnail
from unions.admin.reach import ReachAdmin
from unions.admin.steps import Step, StepForm

from .article_saving import SavesArticle
from .article_states import LanguageStateFilter, state_column
from .gallery import GalleryInline
from .several import StepsOfSeveral
from .text_deleting import DeletesText
from .texts import LANGUAGES, TextInline, inline_of
from .word import ImportsWord

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


def open_on_text(formsets):
    """Let the form open where there is something to write: in the reader's own language if any."""
    tabs = [tab.opts for tab in formsets if isinstance(tab.opts, TextInline)]
    written = [tab for tab in tabs if tab.text_tab.text] or tabs
    own = [tab for tab in written if tab.language == get_language()]
    for tab in (own or written)[:1]:
        tab.opens = True


def edit_session_of(request, formsets):
    """The hidden fields of this edit session; one that comes back is still the same."""
    returned = EditSessionForm(request.POST)
    if returned.is_valid():
        return returned
    works = [tab.opts.text_tab.recovered for tab in formsets if isinstance(tab.opts, TextInline)]
    recovered = next((work.edit_session for work in works if work), None)
    return EditSessionForm.begun(user=request.user, recovered=recovered)


@admin.register(Article)
class ArticleAdmin(SavesArticle, ImportsWord, DeletesText, StepsOfSeveral, ReachAdmin):
    actions_detail = [*ImportsWord.actions_detail, "duplicate", "open_share_kit"]
    form = ArticleForm
    list_display = (
        "cover_small",
        "title",
        "created",
        "author",
        *(f"state_{code}" for code in LANGUAGES),
        "organization",
        "rubric",
    )
    list_display_links = ("title",)
    list_filter = (LanguageStateFilter, "kind", "organization", "rubric", "tags")
    list_select_related = ("organization", "rubric", "cover", "created_by__person")
    search_fields = ("texts__title",)
    autocomplete_fields = ("organization", "rubric", "cover", "tags", "related")
    fields = (
        "organization",
        "rubric",
        "kind",
        "video_url",
        "cover",
        "cover_now",
        "tags",
        "related",
        "audiences",
    )
    readonly_fields = ("cover_now",)
    inlines = [*(inline_of(language) for language in LANGUAGES), GalleryInline]
    warn_unsaved_form = True
    change_form_outer_before_template = "admin/publications/beside_choice.html"
    change_form_before_template = "admin/publications/writing.html"
    change_form_after_template = "admin/publications/beside.html"
    change_form_outer_after_template = "admin/publications/beside_the_form.html"

    class Media:
        js = [
            "js/texts.js",
            "js/writing.js",
            "js/beside.js",
            "js/remarks.js",
            "js/checklist.js",
            "js/choosing.js",
        ]
        css = {"all": ["css/admin-writing.css", "css/writing.css", "css/choosing.css"]}

    state_kk, state_ru, state_en = (state_column(code) for code in ("kk", "ru", "en"))

    def get_queryset(self, request):
        texts = ArticleText.objects.select_related("source").defer("body", "source__body")
        texts = texts.order_by("language")
        articles = super().get_queryset(request)
        return articles.prefetch_related(Prefetch("texts", texts), "cover__renditions")

    def get_readonly_fields(self, request, obj=None):
        if obj and not request.user.has_perm("publications.arrange_article", obj):
            return (*self.readonly_fields, *ARRANGED)
        return self.readonly_fields

    def get_fields(self, request, obj=None):
        kind = obj.kind if obj else request.GET.get("kind")
        absent = set()
        if request.method == "GET" and kind != ArticleKind.VIDEO:
            absent.add("video_url")
        if not (obj and obj.cover):
            absent.add("cover_now")
        return [name for name in self.fields if name not in absent]

    def get_field_queryset(self, db, db_field, request):
        """Offer the rubrics that are open; what an article has chosen before stays."""
        offered = super().get_field_queryset(db, db_field, request)
        if db_field.name == "rubric":
            return offered.filter(pk__in=Rubric.objects.in_use().values("pk"))
        return offered

    @display(description=pgettext_lazy("article", "title"))
    def title(self, article):
        return str(article)

    @display(description=_("cover picture"))
    def cover_small(self, article):
        return thumbnail(article.cover, height=40)

    @display(description=pgettext_lazy("field", "created"), ordering="pk")
    def created(self, article):
        """The day by which the list is ordered; when a text is public stands at its state."""
        return date_format(timezone.localtime(article.created_at), "SHORT_DATE_FORMAT")

    @display(description=pgettext_lazy("field", "author"))
    def author(self, article):
        return article.created_by

    @display(description=_("as it is now"))
    def cover_now(self, article):
        return thumbnail(article.cover)

    @action(description=_("To share"), url_path="share", permissions=["view"])
    def open_share_kit(self, request, object_id):
        return redirect("sharing:kit", object_id)

    @action(description=_("Make a duplicate"), url_path="duplicate", permissions=["add"])
    def duplicate(self, request, object_id):
        step = Step(self, request, object_id, verb="add")

        def enter(form):
            step.record = duplicate_article(article_id=object_id, by=request.user)

        return step.take(
            StepForm,
            enter,
            title=_("Make a duplicate"),
            success=_("This is the duplicate: its texts are drafts."),
            explanation=_(
                "A new article begins with the same words, pictures and tags. "
                "Addresses, states and dates stay with this one."
            ),
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["kept_address"] = reverse("newsroom:keep_unsaved")
        context["show_save_and_add_another"] = False
        context["edit_session"] = edit_session_of(request, context["inline_admin_formsets"])
        open_on_text(context["inline_admin_formsets"])
        if add:
            context["kinds"] = ArticleKind
            context["shown_kind"] = request.GET.get("kind", ArticleKind.NEWS)
        if obj is not None and request.user.has_perm("publications.change_article", obj):
            context["presence_address"] = reverse("newsroom:presence", args=[obj.pk])
            context["others"] = note_presence(user=request.user, article=obj)
        if obj is not None:
            context["is_fixed"] = not request.user.has_perm("publications.arrange_article", obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        urls = super().get_urls()
        for url in urls:
            if url.name in ("publications_article_add", "publications_article_change"):
                url.callback = keeps_words(url.callback)
        return urls

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
        kwargs["form_kwargs"] = {
            "user": request.user,
            "language": inline.language,
            "recovered": inline.text_tab.recovered,
        }
        if request.method == "GET":
            kwargs["form_kwargs"]["entered"] = entered_for(request, inline.text_tab.text)
        return kwargs

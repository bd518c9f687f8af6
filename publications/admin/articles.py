"""Writing: one form with a tab a language, each with its state and the steps from there."""

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from publications import actions
from publications.models import Article, ArticleText, Status
from unions.admin.reach import ReachAdmin

from .buttons import BUTTONS
from .pictures import thumbnail
from .texts import COLOURS, LANGUAGES, tab_of


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

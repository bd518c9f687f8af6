"""Saving an article goes through one use case, and so does each step."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publications.articles.actions.remarks import note_correction
from publications.articles.actions.texts import save_article
from publications.articles.actions.unsaved import close_edit_session
from publications.articles.models import ArticleText, GalleryPicture
from publications.articles.refusals import take_step
from publications.articles.writing.edit_session import EditSessionForm
from publications.articles.writing.refused_step import keep_entered

from .buttons import BUTTONS
from .texts import LANGUAGES


class SavesArticle:
    """For the admin of articles: what the buttons of its form do."""

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
        save_article(article=article, texts=texts, by=request.user, sources=sources)
        form.save_m2m()
        for gallery in galleries:
            self.save_formset(request, form, gallery, change)
        edit_session = EditSessionForm(request.POST)
        if edit_session.is_valid():
            close_edit_session(
                user=request.user,
                edit_session=edit_session.cleaned_data["edit_session"],
                recovered=edit_session.cleaned_data["recovered"],
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
                note_correction(text_id=text.pk, note=note, by=request.user)

    def take_step(self, request, button, article, language, form):
        text = article.texts.filter(language=language).first()
        if text is None:
            messages.error(request, _("There is no text in this language yet."))
            return
        if not take_step(
            request, lambda: button.take(text, form, request.user), success=button.success
        ):
            keep_entered(request, text, form)

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


def language_note(tabs, language):
    tab = tabs.get(language)
    return tab.cleaned_data.get("correction", "") if tab else ""

"""The form of an article as it stands now, as its reader would see it; nothing of it is saved."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.richtext import legible
from publications.articles.actions.unsaved import keep_unsaved_form
from publications.articles.models import Article, ArticleText
from publications.articles.views import page_of_text

from .edit_session import EditSessionForm, typed_in

NOBODYS = 0  # the key of what is not stored: nothing hangs on it


@require_POST
@never_cache
def preview_form(request, pk=None):
    """Show the form of an article (no `pk`: a new one) in the language that `preview` names.

    What is typed in it is kept as unsaved work.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("admin:publications_article_changelist"))
    articles = Article.objects.select_related("organization", "rubric", "cover")
    article = None if pk is None else get_object_or_404(articles, pk=pk)
    verb = "add" if article is None else "change"
    demand(request.user, f"publications.{verb}_article", article)
    language = request.POST.get("preview")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    typed = typed_in(request.POST)
    edit_session = EditSessionForm(request.POST)
    if edit_session.is_valid():
        try:
            keep_unsaved_form(
                user=request.user,
                article=article,
                edit_session=edit_session.cleaned_data["edit_session"],
                sequence=edit_session.cleaned_data["sequence"],
                texts=typed,
            )
        except ValidationError:
            return HttpResponseBadRequest()
    stored = article and article.texts.filter(language=language).first()
    form = as_arranged(request, article)
    text = stored or ArticleText(pk=NOBODYS, language=language)
    text.article = form.instance
    _version, parts = typed.get(language, (0, {}))
    for name, value in parts.items():
        setattr(text, name, value)
    text.body = legible(text.body)
    with override(language):
        page = {**page_of_text(text, request.user), "is_preview": True}
        if "tags" in form.cleaned_data:
            page["tags"] = form.cleaned_data["tags"].alphabetical()
        response = render(request, "publications/article.html", page)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def as_arranged(request, article):
    """The form of what the languages share; what is wrong in it stays as it was."""
    article_admin = admin.site.get_model_admin(Article)
    form_class = article_admin.get_form(request, article, change=article is not None)
    form = form_class(request.POST, instance=article)
    form.is_valid()
    form.instance.pk = form.instance.pk or NOBODYS
    return form

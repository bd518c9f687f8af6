"""What the form of an article tells the server meanwhile: signs of life, and what is typed."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from mediacenter.toolkit.request_values import json_object, whole_number
from publications.articles.actions.presence import leave, note_presence
from publications.articles.actions.unsaved import discard_unsaved_work, keep_unsaved_work
from publications.articles.models import Article, ArticleText

from .edit_session import EditSessionForm


@require_POST
def presence(request, pk):
    """Note a sign of life; answer who else is at work and in which version each language is.

    The field "left" says that somebody has left.
    """
    article = get_object_or_404(Article.objects.select_related("organization"), pk=pk)
    if "left" in request.POST:
        if not request.user.is_authenticated:
            raise PermissionDenied
        leave(user=request.user, article=article)
        return JsonResponse({})
    others = note_presence(user=request.user, article=article)
    return JsonResponse(
        {
            "others": [str(other.user) for other in others],
            "versions": dict(article.texts.values_list("language", "version")),
        }
    )


@require_POST
def keep_unsaved(request):
    """Keep what was typed: {"article": its number or null, "edit_session", "sequence", "language",
    "base_version", "fields"}.
    """
    try:
        sent = json_object(request)
        article = article_named(sent["article"])
        edit_session = EditSessionForm(sent)
        if not edit_session.is_valid():
            return HttpResponseBadRequest()
        keep_unsaved_work(
            user=request.user,
            article=article,
            edit_session=edit_session.cleaned_data["edit_session"],
            sequence=edit_session.cleaned_data["sequence"],
            language=known_language(sent["language"]),
            base_version=number_in(sent["base_version"]),
            fields=dict(sent["fields"]),
        )
    except (ValueError, KeyError, TypeError, ValidationError):
        return HttpResponseBadRequest()
    return JsonResponse({"kept": True})


@require_POST
def discard_unsaved(request):
    if not request.user.is_authenticated:
        raise PermissionDenied
    try:
        article = article_named(request.GET.get("article"))
        edit_session = uuid.UUID(request.GET["edit_session"])
    except (ValueError, KeyError):
        return HttpResponseBadRequest()
    language = request.GET.get("language", "")
    discard_unsaved_work(user=request.user, edit_session=edit_session, language=language)
    if article is None:
        return redirect("admin:publications_article_add")
    return redirect("admin:publications_article_change", article.pk)


def article_named(key):
    if not key:
        return None
    return get_object_or_404(Article.objects.select_related("organization"), pk=number_in(key))


def number_in(written):
    number = whole_number(written)
    if number is None:
        raise ValueError(written)
    return number


def known_language(code):
    if code not in dict(ArticleText._meta.get_field("language").choices):
        raise ValueError(code)
    return code

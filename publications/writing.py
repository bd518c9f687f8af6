"""What stands around the article's form: signs of life, unsaved work, versions and remarks."""

import json

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from . import actions
from .differences import differences, readable
from .models import Article, ArticleText, Remark
from .previews import preview_url

A_PAGE = 20  # versions


def form_address(text):
    url = reverse("admin:publications_article_change", args=[text.article_id])
    return f"{url}#text-{text.language}"


@require_http_methods(["POST", "DELETE"])
def presence(request, pk):
    """Note a sign of life; answer who else is at work and in which version each language is.

    DELETE says that somebody has left.
    """
    article = get_object_or_404(Article.objects.select_related("organization"), pk=pk)
    if request.method == "DELETE":
        if not request.user.is_authenticated:
            raise PermissionDenied
        actions.leave(user=request.user, article=article)
        return JsonResponse({})
    others = actions.note_presence(user=request.user, article=article)
    return JsonResponse(
        {
            "others": [str(other.user) for other in others],
            "versions": dict(article.texts.values_list("language", "version")),
        }
    )


@require_POST
def keep_unsaved(request):
    """Keep what was typed: {"article": key or null, "language", "base_version", "fields"}."""
    try:
        sent = json.loads(request.body)
        article = article_named(sent["article"])
        actions.keep_unsaved_work(
            user=request.user,
            article=article,
            language=known_language(sent["language"]),
            base_version=int(sent["base_version"]),
            fields=dict(sent["fields"]),
        )
    except (ValueError, KeyError, TypeError, actions.TooLong):
        return HttpResponseBadRequest()
    return JsonResponse({"kept": True})


@require_POST
def discard_unsaved(request):
    if not request.user.is_authenticated:
        raise PermissionDenied
    try:
        article = article_named(request.GET.get("article"))
    except ValueError:
        return HttpResponseBadRequest()
    language = request.GET.get("language", "")
    actions.drop_unsaved_work(user=request.user, article=article, languages=[language])
    if article is None:
        return redirect("admin:publications_article_add")
    return redirect("admin:publications_article_change", article.pk)


def article_named(key):
    if not key:
        return None
    return get_object_or_404(Article.objects.select_related("organization"), pk=int(key))


def known_language(code):
    if code not in dict(ArticleText._meta.get_field("language").choices):
        raise ValueError(code)
    return code


@require_GET
def text_history(request, pk):
    """The versions of a text, what stood on the site at a moment, and the remarks."""
    text = text_for(request.user, "view", pk)
    page = Paginator(text.revisions.select_related("saved_by__person"), A_PAGE).get_page(
        request.GET.get("page")
    )
    at = moment_in(request.GET.get("on", ""))
    standing = text.revisions.standing_at(at).order_by("public_from").last() if at else None
    may_change = request.user.has_perm("publications.change_text", text)
    return TemplateResponse(
        request,
        "admin/publications/text_history.html",
        {
            **admin.site.each_context(request),
            "opts": Article._meta,
            "title": _("Versions and remarks"),
            "text": text,
            "form_address": form_address(text),
            "preview": preview_url(text),
            "page": page,
            "versions": compared(text, list(page)),
            "at": at,
            "asked": request.GET.get("on", ""),
            "standing": standing,
            "standing_body": readable(standing.fields["body"]) if standing else "",
            "may_change": may_change,
            "may_remark": request.user.has_perm("publications.remark_on_text", text),
            "remarks": text.remarks.select_related("made_by__person").order_by(
                "-settled_at", "made_at"
            ),
        },
    )


def compared(text, revisions):
    """Each revision beside what it changed in the one before it."""
    if not revisions:
        return []
    before = text.revisions.filter(version__lt=revisions[-1].version).first()
    following = [*revisions[1:], before]
    return [
        (revision, differences(earlier.fields if earlier else {}, revision.fields))
        for revision, earlier in zip(revisions, following, strict=True)
    ]


def moment_in(entered):
    """A moment, or the end of a day, in the site's time zone; None for anything else."""
    try:
        moment = parse_datetime(entered) if "T" in entered else None
        day = None if moment else parse_date(entered)
    except ValueError:
        return None
    if day:
        moment = timezone.datetime(day.year, day.month, day.day, 23, 59, 59)
    if moment is None or timezone.is_aware(moment):
        return moment
    return timezone.make_aware(moment)


@require_POST
def restore(request, pk):
    text = text_for(request.user, "change", pk)
    version = request.POST.get("version", "")
    if not version.isdecimal():
        return HttpResponseBadRequest()
    get_object_or_404(text.revisions, version=version)
    try:
        actions.restore_version(text_id=text.pk, version=int(version), by=request.user)
    except actions.ChangedMeanwhile as refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, _("The version is restored, as the newest one."))
    return redirect(form_address(text))


@require_POST
def remark(request, pk):
    text = text_for(request.user, "view", pk)
    words, passage = (request.POST.get(name, "").strip() for name in ("words", "passage"))
    if not words or len(words) > 2000 or len(passage) > 500:
        messages.error(request, _("Write the remark, in up to 2,000 characters."))
        return redirect("newsroom:text_history", text.pk)
    try:
        actions.remark_on_text(text_id=text.pk, words=words, passage=passage, by=request.user)
    except actions.PassageNotFound:
        messages.error(request, _("The passage does not stand in the text: copy it from there."))
    else:
        messages.success(request, _("The remark stands beside the text."))
    return redirect("newsroom:text_history", text.pk)


@require_POST
def settle(request, pk):
    found = get_object_or_404(Remark.objects.select_related("text"), pk=pk)
    actions.settle_remark(remark_id=found.pk, by=request.user)
    return redirect("newsroom:text_history", found.text_id)


def text_for(user, verb, pk):
    """A text of an article on which `user` may do the verb. Raises Http404, PermissionDenied."""
    texts = ArticleText.objects.select_related("article__organization", "source")
    if not user.is_authenticated:
        raise PermissionDenied
    text = get_object_or_404(texts, pk=pk)
    if not user.has_perm(f"publications.{verb}_article", text.article):
        raise PermissionDenied
    return text

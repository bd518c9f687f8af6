"""The versions of a text: what changed, what stood on the site when, and the way back to one."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from mediacenter.toolkit.request_values import whole_number
from publications.articles.actions.texts import ChangedMeanwhile, restore_version
from publications.articles.differences import differences, readable
from publications.articles.models import Article
from publications.articles.previews import preview_url
from publications.pictures.illustrations import lost_pictures, tokens_in

from .texts import text_for

A_PAGE = 20  # versions


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
            "form_address": text.form_address,
            "preview": preview_url(text),
            "page": page,
            "versions": compared(text, list(page)),
            "at": at,
            "asked": request.GET.get("on", ""),
            "standing": standing,
            "standing_body": readable(body_of(standing)) if standing else "",
            "may_change": may_change,
            "remarks": (
                text.remarks.select_related("made_by__person")
                .prefetch_related("answers__made_by__person")
                .order_by("-settled_at", "made_at")
            ),
        },
    )


def parts_in(revision):
    """What a revision has kept; {} for none, or for what is no text at all."""
    kept = revision.fields if revision else {}
    return kept if isinstance(kept, dict) else {}


def body_of(revision):
    return parts_in(revision).get("body", "")


def compared(text, revisions):
    """Each revision beside what it changed in the one before it, and how many of its pictures
    have been deleted since.
    """
    if not revisions:
        return []
    lost = lost_pictures(*(body_of(revision) for revision in revisions))
    before = text.revisions.filter(version__lt=revisions[-1].version).first()
    following = [*revisions[1:], before]
    return [
        (
            revision,
            differences(parts_in(earlier), parts_in(revision)),
            len(lost & tokens_in(body_of(revision))),
        )
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
    version = whole_number(request.POST.get("version", ""))
    if version is None:
        return HttpResponseBadRequest()
    get_object_or_404(text.revisions, version=version)
    try:
        lost = restore_version(text_id=text.pk, version=version, by=request.user)
    except ChangedMeanwhile as refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, _("The version is restored, as the newest one."))
        if lost:
            messages.warning(
                request,
                ngettext(
                    "%(number)s picture of that version has been deleted since and is left out.",
                    "%(number)s pictures of that version have been deleted since and are left out.",
                    lost,
                )
                % {"number": lost},
            )
    return redirect(text.form_address)

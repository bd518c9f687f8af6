"""Where anybody looks up what the portal has issued, and holds a file against it."""

import re
from datetime import UTC

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mediacenter.toolkit.storing import digest_of

from .attempts import WITHIN, count_try, has_tried_too_many
from .chain import BEFORE_THE_FIRST, head, number_of
from .codes import LONGEST_TYPED, read_code
from .models import Entry

MOST_VERSIONS = 20  # that the page of an entry lists, the newest
HASH = re.compile("[0-9a-f]{64}")
LONGEST_HASH = 64


@never_cache
def verify(request):
    """The form that a code is typed into."""
    typed = request.GET.get("code", "").strip()[: LONGEST_TYPED + 1]
    if code := read_code(typed):
        return redirect("register:entry", code)
    return form(request, typed=typed, trouble="misspelt" if typed else "")


@never_cache
def entry(request, code):
    """What was issued under a code; a file that is sent is hashed and forgotten."""
    known = read_code(code)
    if known is None:
        return form(request, typed=code, trouble="misspelt", status=404)
    if known != code:
        return redirect("register:entry", known)
    if has_tried_too_many(request):
        return form(request, typed=code, trouble="too_many", status=429)
    found = Entry.objects.select_related("superseded_by").filter(code=code).first()
    if found is None:
        count_try(request)
        return form(request, typed=code, trouble="unknown", status=404)
    told = found.told()
    context = {"entry": found, "checked": checked(request, found), "told": told}
    if told:
        versions = Entry.objects.of(found.kind, *told.versions[-MOST_VERSIONS:])
        context["issued_versions"] = list(versions)
    return render(request, "register/entry.html", context)


def checked(request, entry):
    """What came of a file that was sent: "same", "other" or "none"; "" where nobody asked."""
    if request.method != "POST":
        return ""
    if "file" not in request.FILES:
        return "none"
    digest = digest_of(request.FILES["file"])
    return "same" if digest in {file["sha256"] for file in entry.files} else "other"


def form(request, *, typed, trouble, status=200):
    context = {"typed": typed, "trouble": trouble, "minutes": WITHIN // 60}
    return render(request, "register/verify.html", context, status=status)


@never_cache
def chain(request):
    """The last hash, which stands for all that was issued; and whether a noted one is there."""
    noted = request.GET.get("hash", "").strip().lower()[: LONGEST_HASH + 1]
    context = {"head": head(), "noted": noted}
    if noted:
        context["number"] = number_of(noted) if HASH.fullmatch(noted) else None
    return render(request, "register/chain.html", context)


@never_cache
def chain_as_text(request):
    return HttpResponse(
        "".join(f"{name}: {value}\n" for name, value in facts_of_chain().items()),
        content_type="text/plain; charset=utf-8",
    )


@never_cache
def chain_as_json(request):
    return JsonResponse(facts_of_chain())


def facts_of_chain():
    """Its length, the last hash, when that was entered, and the moment of asking, in UTC."""
    last = head()
    return {
        "entries": last.number if last else 0,
        "head": last.digest if last else BEFORE_THE_FIRST,
        "issued_at": last and last.issued_at.astimezone(UTC).isoformat(),
        "asked_at": timezone.now().astimezone(UTC).isoformat(timespec="seconds"),
    }

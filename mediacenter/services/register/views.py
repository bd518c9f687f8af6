"""Where anybody looks up what the portal has issued, and holds a file against it."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from mediacenter.toolkit.storing import digest_of

from .attempts import WITHIN, count_try, has_tried_too_many
from .codes import LONGEST_TYPED, read_code
from .models import Entry


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
    return render(
        request, "register/entry.html", {"entry": found, "checked": checked(request, found)}
    )


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

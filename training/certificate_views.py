"""The organizer's page of the certificates of a seminar."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from mediacenter.toolkit.permissions import asks_for

from .certificates import earned, participants, share_needed, why_nobody
from .sign_up_views import A_PAGE, kept_list


@never_cache
@asks_for("training.keep_list")
def certificates(request, slug):
    """Who has earned one, and who has not, and why."""
    seminar = kept_list(request, slug)
    needed = share_needed(seminar)
    everybody = participants(seminar).order_by("delegation", "pk")
    page = Paginator(everybody, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/certificates.html",
        {
            "seminar": seminar,
            "needed": needed,
            "nobody": why_nobody(seminar, needed),
            "page": page,
            "earnings": earned(seminar, list(page)),
        },
    )

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from .models import Programme, Seminar

A_PAGE = 20
UPCOMING = 12
NAMED = 40  # of the organizations that took part


def seminars(request):
    public = Seminar.objects.published().for_lists()
    page = Paginator(public.past(), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/seminars.html",
        {
            "upcoming": public.upcoming()[:UPCOMING],
            "page": page,
            "has_undated": any(one.starts_on is None for one in page),
            "programmes": Programme.objects.alphabetical(),
        },
    )


def seminar(request, slug):
    seminar = get_object_or_404(
        Seminar.objects.published().select_related("programme", "organizer", "region"), slug=slug
    )
    sessions = list(seminar.sessions.all())
    lectures = list(seminar.lectures.select_related("person"))
    audience = list(seminar.audience.alphabetical()[: NAMED + 1])
    return render(
        request,
        "training/seminar.html",
        {
            "seminar": seminar,
            "sessions": [
                (session, [one for one in lectures if one.session_id == session.pk])
                for session in sessions
            ],
            "other_lectures": [one for one in lectures if one.session_id is None],
            "figures": seminar.figures.filter(number__isnull=False).order_by("pk"),
            "audience": audience[:NAMED],
            "others_took_part": len(audience) > NAMED,
        },
    )


def programme(request, slug):
    programme = get_object_or_404(Programme.objects.select_related("organizer"), slug=slug)
    seminars = programme.seminars.published().for_lists().newest_first()
    page = Paginator(seminars, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/programme.html",
        {
            "programme": programme,
            "page": page,
            "has_undated": any(one.starts_on is None for one in page),
        },
    )

"""What the search finds of seminars."""

from django.utils.formats import date_format
from django.utils.translation import override, pgettext, pgettext_lazy

from mediacenter.services.search.kinds import Kind, Shown, Written, declare
from mediacenter.toolkit.language import LANGUAGES, spelled
from unions.sought import places_of

from .models import Seminar

SOUGHT = ("topic", "about", "organizer_unit", "audience_note", "place")


def written_seminars(keys):
    seminars = list(Seminar.objects.published().filter(pk__in=keys).select_related("organizer"))
    places = places_of({one.organizer_id: one.organizer.path for one in seminars})
    for one in seminars:
        place = places[one.organizer_id]
        for language in LANGUAGES:
            yield Written(
                record=one.pk,
                language=language,
                title=spelled(one, "title", language),
                text=" ".join(filter(None, (spelled(one, part, language) for part in SOUGHT))),
                day=one.starts_on,
                region=one.region_id or place["region"],
                union=place["union"],
            )


def shown_seminars(keys, language):
    seminars = Seminar.objects.published().filter(pk__in=keys).select_related("organizer")
    with override(language):
        return {
            one.pk: Shown(
                spelled(one, "title", language),
                one.get_absolute_url(),
                " · ".join(filter(None, notes_of(one))),
            )
            for one in seminars.order_by()
        }


def notes_of(seminar):
    if seminar.cancelled_at:
        yield pgettext("seminar", "cancelled")
    yield seminar.starts_on and date_format(seminar.starts_on)
    yield str(seminar.organizer)


def declare_sought():
    declare(
        Kind(
            "seminar",
            pgettext_lazy("kind of what is found", "Seminars"),
            Seminar,
            written_seminars,
            shown_seminars,
        )
    )

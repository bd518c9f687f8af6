"""What the search finds of the library."""

import datetime as dt

from django.utils.translation import override, pgettext_lazy

from mediacenter.services.search.kinds import Kind, Shown, Written, declare
from mediacenter.toolkit.language import LANGUAGES, spelled
from publications.printed.models import LibraryDocument
from unions.sought import places_of


def written_documents(keys):
    documents = list(
        LibraryDocument.objects.published().filter(pk__in=keys).select_related("organization")
    )
    places = places_of({one.organization_id: one.organization.path for one in documents})
    for one in documents:
        for language in LANGUAGES:
            yield Written(
                record=one.pk,
                language=language,
                title=spelled(one, "name", language),
                text=" ".join(
                    filter(None, (spelled(one, "about", language), one.issuer, one.series))
                ),
                day=dt.date(one.year, 1, 1) if one.year else None,
                **places[one.organization_id],
            )


def shown_documents(keys, language):
    documents = LibraryDocument.objects.published().filter(pk__in=keys)
    with override(language):
        return {
            one.pk: Shown(
                spelled(one, "name", language),
                one.get_absolute_url(),
                " · ".join(filter(None, (one.get_kind_display(), one.years))),
            )
            for one in documents.order_by()
        }


def declare_sought():
    declare(
        Kind(
            "document",
            pgettext_lazy("kind of what is found", "Documents"),
            LibraryDocument,
            written_documents,
            shown_documents,
        )
    )

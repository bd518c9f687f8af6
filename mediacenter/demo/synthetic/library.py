"""The library of documents: what is kept on every level, in series that continue each other."""

from publications.printed.models import DocumentKind, LibraryDocument

from .copying import copy_in
from .words import LANGUAGES, MARK, called

DOCUMENTS = {"federation": 60, "unions": 10, "regional": 3}
CONTINUING = 0.2  # the share of the documents that continue the one before


def fill_library(scale, tree, say):
    say(f"library: {copy_in(LibraryDocument, documents_of(scale, tree))}")


def documents_of(scale, tree):
    rng = scale.rng("library")
    owners = [
        organization
        for level, number in DOCUMENTS.items()
        for organization in getattr(tree, level)
        for _ in range(number)
    ]
    for key, owner in enumerate(owners, start=1):
        continues = key > 1 and owners[key - 2] == owner and rng.random() < CONTINUING
        made = LibraryDocument(
            pk=key,
            organization_id=owner,
            kind=rng.choice(DocumentKind.values),
            slug=f"synthetic-{key}",
            issuer=MARK["ru"],
            series=f"Серия №\u00a0{key % 40} ({MARK['ru']})",
            number_in_series=key // 40 + 1,
            continues_id=key - 1 if continues else None,
            year=rng.choice(scale.all_years),
            languages=rng.sample(LANGUAGES, k=2),
            url=f"https://library.example/synthetic-{key}",
            **called(
                kk=f"№\u00a0{key} құжат", ru=f"Документ №\u00a0{key}", en=f"Document No. {key}"
            ),
        )
        made.fill_sort_keys()
        yield made

"""Which record names a stored file: what none names is not handed out, and swept."""

from publications.models import (
    Card,
    Coverage,
    LibraryDocument,
    NewspaperIssue,
    Picture,
    PrintedMatter,
    Rendition,
)

PICTURES = "pictures"

# Each line: the columns that name the files of one folder.
FOLDERS = {
    PICTURES: [(Rendition, "file"), (Card, "file")],
    "originals": [(Picture, "original")],
    "coverage": [(Coverage, "scan")],
    "library": [(LibraryDocument, "file")],
    "printed": [(PrintedMatter, "file")],
    "newspapers": [(NewspaperIssue, "file")],
}


def named_of(folder, paths):
    """Return those of the paths of files in a folder that a record names."""
    return {
        path
        for model, name in FOLDERS[folder]
        for path in model.objects.filter(**{f"{name}__in": paths}).values_list(name, flat=True)
    }


def is_public(path):
    """Whether the public may have a file: a picture that a record names, not one in the bin."""
    in_folder = path.startswith(f"{PICTURES}/")
    return in_folder and any(
        model.objects.filter(**{name: path}).exists() for model, name in FOLDERS[PICTURES]
    )

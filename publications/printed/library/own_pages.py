"""Documents of the library among the pages that a writer may lead to."""

from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import found_by_words
from publications.articles.hooks import own_pages_sought
from publications.printed.models import LibraryDocument

SOUGHT = [*in_each("name"), "issuer", "series", "slug"]


@own_pages_sought.register
def documents(words, *, most):
    found = found_by_words(LibraryDocument.objects.published(), words, SOUGHT)
    return [(document, document.get_absolute_url()) for document in found.alphabetical()[:most]]

"""What the form of an article offers to choose from: pictures by looking, own pages by title.

Each answers with a piece of the page, which static/js/choosing.js puts into its dialog.
"""

from itertools import chain

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import render
from django.utils.translation import get_language, override

from mediacenter.toolkit.bounded import BoundedPaginator
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.words import found_by_words
from publications.articles.hooks import own_pages_sought
from publications.articles.models import Article, ArticleText
from publications.pictures.models import SOUGHT, Rendition, Shape
from unions.access import choosable

PICTURES_A_PAGE = 24
MOST_PAGES = 12  # own articles, and as many of each other kind
LONGEST_SEARCH = 200
WIDEST_IN_TEXT = 960  # px; of the file that a text names


def pictures(request):
    """The pictures that the user may choose, the newest first, or those found by words."""
    demand(request.user, "publications.view_picture")
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    made = Rendition.objects.filter(shape=Shape.WHOLE, format="webp").order_by("width")
    found = choosable(request.user, Article, "cover").select_related("organization")
    found = found_by_words(found, words, SOUGHT).order_by("-uploaded_at", "-pk")
    found = found.prefetch_related(Prefetch("renditions", made, "made"))
    page = BoundedPaginator(found, PICTURES_A_PAGE).get_page(request.GET.get("page"))
    chosen = [with_files(picture) for picture in page]
    context = {"page": page, "pictures": chosen, "words": words}
    return render(request, "admin/publications/pictures_to_choose.html", context)


def with_files(picture):
    """The picture with `thumbnail`, its smallest file, and `in_text`, the one that a text names."""
    fitting = [one for one in picture.made if one.width <= WIDEST_IN_TEXT] or picture.made
    picture.thumbnail = picture.made[0] if picture.made else None
    picture.in_text = fitting[-1] if fitting else None
    return picture


def own_pages(request):
    """Public articles and documents whose title holds the words, in one language first."""
    demand(request.user, "publications.add_article")
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language()
    texts = ArticleText.objects.published().filter(language=language).select_related("article")
    others = []
    if words.strip():
        texts = found_by_words(texts, words, ["title"])
        with override(language):
            others = list(chain(*own_pages_sought(words, most=MOST_PAGES)))
    context = {
        "texts": texts.newest_first()[:MOST_PAGES],
        "others": others,
    }
    return render(request, "admin/publications/own_pages.html", context)

from unfold.admin import TabularInline

from publications.articles.models import ArticleKind, GalleryPicture
from unions.admin.reach import ReachInline


class GalleryInline(ReachInline, TabularInline):
    """The pictures of a photo report, in their order; public ones stay as they were reviewed."""

    model = GalleryPicture
    prefix = "gallery"
    tab = True
    extra = 4
    fields = ("number", "picture")
    autocomplete_fields = ("picture",)

    def is_asked_for(self, request, article):
        """For photo reports; a form that was sent with its gallery keeps it."""
        if request.method == "POST":
            return f"{self.prefix}-TOTAL_FORMS" in request.POST
        kind = article.kind if article else request.GET.get("kind")
        return kind == ArticleKind.PHOTO

    def may(self, verb, request, parent):
        if not super().may(verb, request, parent):
            return False
        return (
            verb == "view"
            or parent is None
            or request.user.has_perm("publications.arrange_article", parent)
        )

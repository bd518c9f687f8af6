from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from publications.articles.models import ArticleText, Rubric
from unions.models import Organization

ITEMS = 30


class News(Feed):
    """The newest texts in the language of the address."""

    feed_type = Atom1Feed

    def title(self, obj):
        return _("News of the media centre")

    def link(self, obj):
        return reverse("publications:news")

    def items(self, obj):
        return self.texts(obj).select_related("article__rubric").newest_first()[:ITEMS]

    def texts(self, obj):
        return ArticleText.objects.published().filter(language=get_language())

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return escape(item.lead)  # Atom takes it for HTML

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.changed_at

    def item_categories(self, item):
        return [item.article.rubric.name] if item.article.rubric else []


class RubricNews(News):
    def get_object(self, request, slug):
        return get_object_or_404(Rubric, slug=slug)

    def title(self, obj):
        return pgettext("feed", "News: %(subject)s") % {"subject": obj.name}

    def link(self, obj):
        return obj.get_absolute_url()

    def texts(self, obj):
        return super().texts(obj).filter(article__rubric=obj)


class OrganizationNews(News):
    def get_object(self, request, slug):
        return get_object_or_404(Organization, slug=slug)

    def title(self, obj):
        return pgettext("feed", "News: %(subject)s") % {"subject": obj.name}

    def link(self, obj):
        return reverse("publications:organization_news", args=[obj.slug])

    def texts(self, obj):
        return super().texts(obj).within(obj)

"""The newest texts for programs that read feeds: Atom, RSS 2.0 and JSON Feed 1.1."""

import json

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from publications.articles.models import ArticleText, Rubric
from unions.models import Organization

ITEMS = 30


class JsonFeed(SyndicationFeed):
    """By https://www.jsonfeed.org/version/1.1/."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = self.feed
        told = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "description": feed["description"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "language": feed["language"],
            "items": [self.told(item) for item in self.items],
        }
        outfile.write(json.dumps(told, ensure_ascii=False).encode(encoding))

    def told(self, item):
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["description"],
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "tags": list(item["categories"]),
        }


class News(Feed):
    """The newest texts in the language of the address."""

    def __init__(self, feed_type=Atom1Feed):
        self.feed_type = feed_type

    def title(self, obj):
        return _("News of the media centre")

    def description(self, obj):
        return self.title(obj)

    def link(self, obj):
        return reverse("publications:news")

    def items(self, obj):
        return self.texts(obj).select_related("article__rubric").newest_first()[:ITEMS]

    def texts(self, obj):
        return ArticleText.objects.published().filter(language=get_language())

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return escape(item.lead)  # readers take it for HTML

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


# The ends of the addresses and of their names, beside feed.xml, which is Atom.
FURTHER_FORMS = {"rss": Rss201rev2Feed, "json": JsonFeed}

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mediacenter.reports.models import ReportFile
from mediacenter.toolkit.structured import absolute
from publications.articles.models import ArticleText
from publications.guides.models import Guide
from publications.printed.models import LibraryDocument
from training.models import Seminar
from unions.models import Organization

A_FILE = 2000
LANGUAGES = [code for code, _ in settings.LANGUAGES]
NEW_HOURS, MOST_NEW = 48, 1000  # what search engines take of a sitemap of news


class OneLanguage(Sitemap):
    """Addresses in one language; each names those of the same page in the others."""

    limit = A_FILE

    def __init__(self, language):
        self.language = language

    def get_domain(self, site=None):
        return urlsplit(settings.PUBLIC_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.PUBLIC_URL).scheme

    def location(self, item):
        return self.address(item, self.language)

    def address(self, item, language):
        with override(language):
            return item.get_absolute_url()

    def versions(self, items):
        """For each item its addresses by language."""
        return [{code: self.address(item, code) for code in LANGUAGES} for item in items]

    def get_urls(self, page=1, site=None, protocol=None):
        urls = super().get_urls(page, site, protocol)
        versions = self.versions([url["item"] for url in urls])
        for url, by_language in zip(urls, versions, strict=True):
            url["alternates"] = alternates(by_language)
        return urls


def alternates(by_language):
    """As Django's sitemap.xml takes them; the first language there is is for everybody else."""
    told = [
        {"lang_code": code, "location": absolute(by_language[code])}
        for code in LANGUAGES
        if code in by_language
    ]
    return [*told, {**told[0], "lang_code": "x-default"}] if told else []


class News(OneLanguage):
    def items(self):
        texts = ArticleText.objects.published().filter(language=self.language)
        return texts.only("article", "language", "slug", "changed_at").newest_first()

    def versions(self, items):
        found = {text.article_id: {} for text in items}
        texts = ArticleText.objects.published().filter(article__in=found)
        for text in texts.only("article", "language", "slug"):
            found[text.article_id][text.language] = text.get_absolute_url()
        return [found[text.article_id] for text in items]

    def lastmod(self, item):
        return item.changed_at

    def get_latest_lastmod(self):  # Django's own reads every text for it
        return self.items().order_by().aggregate(latest=Max("changed_at"))["latest"]


class Organizations(OneLanguage):
    def items(self):
        return Organization.objects.only("slug").order_by("path")


class Seminars(OneLanguage):
    def items(self):
        return Seminar.objects.published().only("slug").newest_first()


class Guides(OneLanguage):
    def items(self):
        shown = Guide.objects.published().filter(**{f"question_{self.language}__gt": ""})
        return shown.order_by("pk")

    def versions(self, items):
        return [
            {code: self.address(guide, code) for code in LANGUAGES if guide.is_written_in(code)}
            for guide in items
        ]


class Documents(OneLanguage):
    def items(self):
        return LibraryDocument.objects.published().only("slug").order_by("pk")


class Reports(OneLanguage):
    def items(self):
        return ReportFile.objects.published().filter(language=self.language).for_lists()

    def address(self, item, language):
        with override(language):
            snapshot = item.snapshot
            return reverse("reports:published", args=[snapshot.organization.slug, snapshot.year])


class Entrances(OneLanguage):
    names = (
        "portal:home",
        "publications:news",
        "unions:directory",
        "membership:join",
        "unions:find",
        "unions:regions",
        "training:seminars",
        "newspapers:list",
        "guides:list",
        "library:list",
        "reports:index",
        "portal:about",
        "portal:open_data",
    )

    def items(self):
        return self.names

    def address(self, item, language):
        with override(language):
            return reverse(item)


SITEMAPS = {
    f"{name}-{code}": sitemap(code)
    for code, _ in settings.LANGUAGES
    for name, sitemap in {
        "entrances": Entrances,
        "documents": Documents,
        "guides": Guides,
        "news": News,
        "organizations": Organizations,
        "reports": Reports,
        "seminars": Seminars,
    }.items()
}


def latest_news(request):
    """A sitemap of the texts of the last NEW_HOURS, by Google's extension for news."""
    since = timezone.now() - dt.timedelta(hours=NEW_HOURS)
    texts = ArticleText.objects.published().filter(published_at__gte=since)
    shown = texts.only("language", "slug", "title", "published_at").newest_first()[:MOST_NEW]
    return render(
        request, "portal/sitemap_latest.xml", {"texts": shown}, content_type="application/xml"
    )

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import override

from mediacenter.reports.models import ReportFile
from publications.articles.models import ArticleText
from publications.guides.models import Guide
from publications.printed.models import LibraryDocument
from training.models import Seminar
from unions.models import Organization

A_FILE = 2000


class OneLanguage(Sitemap):
    limit = A_FILE

    def __init__(self, language):
        self.language = language

    def location(self, item):
        with override(self.language):
            return item.get_absolute_url()


class News(OneLanguage):
    def items(self):
        texts = ArticleText.objects.published().filter(language=self.language)
        return texts.only("language", "slug", "changed_at").newest_first()

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
        return shown.only("slug").order_by("pk")


class Documents(OneLanguage):
    def items(self):
        return LibraryDocument.objects.published().only("slug").order_by("pk")


class Reports(OneLanguage):
    def items(self):
        return ReportFile.objects.published().filter(language=self.language).for_lists()

    def location(self, item):
        with override(self.language):
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
    )

    def items(self):
        return self.names

    def location(self, item):
        with override(self.language):
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

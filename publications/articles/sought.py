"""What the search finds of articles: each language by itself, as the public reads it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override, pgettext_lazy

from mediacenter.services.search.kinds import Facet, Kind, Shown, Written, declare, declare_facet
from mediacenter.toolkit.richtext import plain_text
from publications.articles.models import Article, ArticleText, Rubric
from publications.articles.models.article import Status
from unions.sought import places_of


def written_articles(keys):
    texts = list(
        ArticleText.objects.filter(article__in=keys, status=Status.PUBLISHED).select_related(
            "article__organization"
        )
    )
    places = places_of(
        {one.article.organization_id: one.article.organization.path for one in texts}
    )
    for one in texts:
        yield Written(
            record=one.article_id,
            language=one.language,
            title=one.title,
            text=" ".join(filter(None, (one.lead, plain_text(one.body), one.quote, one.quoted))),
            day=timezone.localdate(one.published_at),
            rubric=one.article.rubric_id,
            since=max(filter(None, (one.published_at, one.embargo_until))),
            until=one.withdraw_at,
            **places[one.article.organization_id],
        )


def shown_articles(keys, language):
    texts = ArticleText.objects.published().filter(language=language, article__in=keys)
    texts = texts.defer("body").select_related("article__organization", "article__rubric")
    with override(language):
        return {
            one.article_id: Shown(one.title, one.get_absolute_url(), note_of(one)) for one in texts
        }


def note_of(text):
    parts = (
        date_format(timezone.localdate(text.published_at)),
        text.article.rubric,
        text.article.organization,
    )
    return " · ".join(str(part) for part in parts if part)


def declare_sought():
    declare(
        Kind(
            "article",
            pgettext_lazy("kind of what is found", "News"),
            Article,
            written_articles,
            shown_articles,
            watches=(ArticleText,),
        )
    )
    declare_facet(
        Facet(
            "rubric",
            pgettext_lazy("facet", "Rubric"),
            lambda keys: {one.pk: str(one) for one in Rubric.objects.filter(pk__in=keys)},
        )
    )

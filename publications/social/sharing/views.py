"""The share kit of an article: words and cards for the social networks."""

from urllib.parse import urljoin

from django.conf import settings
from django.shortcuts import get_object_or_404, render

from mediacenter.toolkit.permissions import asks_for, demand
from publications.articles.models import Article
from publications.social.actions.cards import ask_for_cards
from publications.social.models import CardSize, SocialPost
from publications.social.sharing.kit import shared_texts
from unions.models import Channel


@asks_for("publications.view_article")
def kit(request, pk):
    article = get_object_or_404(Article.objects.select_related("organization", "rubric"), pk=pk)
    demand(request.user, "publications.view_article", article)
    texts = article.texts.exclude(title="").defer("body").prefetch_related("cards")
    found = {text.language: text for text in texts}
    in_order = [found[code] for code, _name in settings.LANGUAGES if code in found]
    channels = channels_of(article.organization)
    parts = []
    for text in in_order:
        text.article = article
        link = urljoin(settings.PUBLIC_URL, text.get_absolute_url())
        parts.append(
            {
                "text": text,
                "cards": ask_for_cards(text=text),
                **by_use(shared_texts(text, link=link), channels),
            }
        )
    context = {
        "article": article,
        "parts": parts,
        "are_all_drawn": all(len(part["cards"]) == len(CardSize) for part in parts),
        "posts": article.social_posts.select_related("channel").order_by("-ends_on", "-pk"),
        "enters_posts": request.user.has_perm(
            "publications.add_socialpost", SocialPost(organization=article.organization)
        ),
    }
    return render(request, "publications/sharing/kit.html", context)


def channels_of(organization):
    """The organization's own page on each network, the first of several."""
    channels = Channel.objects.open().filter(organization=organization).order_by("-pk")
    return {channel.network: channel for channel in channels}


def by_use(shared, channels):
    """The texts for the networks where the organization has a page, then the others; as pairs."""
    pairs = [(one, channels.get(one.limit.code)) for one in shared]
    own = [pair for pair in pairs if pair[1]]
    return {"own": own, "other": [pair for pair in pairs if not pair[1]]} if own else {"own": pairs}

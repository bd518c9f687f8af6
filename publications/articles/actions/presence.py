"""Who has an article open at the same time."""

from django.utils import timezone

from mediacenter.toolkit.permissions import demand
from publications.articles.models import Presence


def note_presence(*, user, article):
    """Note a sign of life of somebody who writes; return the others at work, a QuerySet.

    Raises PermissionDenied for somebody who may not change the article.
    """
    demand(user, "publications.change_article", article)
    Presence.objects.update_or_create(
        user=user, article=article, defaults={"seen_at": timezone.now()}
    )
    others = Presence.objects.fresh().filter(article=article).exclude(user=user)
    return others.select_related("user__person").order_by("pk")


def leave(*, user, article):
    """Note that somebody has closed the article; whoever is not there stays away."""
    Presence.objects.filter(user=user, article=article).delete()

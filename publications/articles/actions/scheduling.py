"""What the clock does to texts: readers see it at once, by the QuerySet; records follow here."""

from publications.articles.models import ArticleText

from .releasing import withdraw_at_its_time


def withdraw_due():
    """End the texts whose time on the site is over. Returns their number.

    Each is a transaction of its own: who is stopped in the middle has done the first ones, and
    the next run does the others, with the moment at which each left.
    """
    due = ArticleText.objects.due_to_leave().order_by("withdraw_at", "pk")
    return sum(withdraw_at_its_time(text_id=pk) for pk in list(due.values_list("pk", flat=True)))

"""Who may open the pages of the services."""

from django.core import signing

from mediacenter.services.outbox.unsubscribing import SALT
from tests.access.rows import OPEN, Page


def of_news(ours):
    return [signing.dumps(["tests.news", None, "reader@example.org"], salt=SALT)]


SITE = {"outbox:unsubscribe": Page(OPEN, of_news, answer=404)}  # no room sends news yet

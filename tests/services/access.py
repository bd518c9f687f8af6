"""Who may open the pages of the services."""

from django.core import signing

from mediacenter.services.outbox.unsubscribing import SALT
from mediacenter.services.register.actions import in_each_language, issue
from tests.access.rows import OPEN, AtRoot, Page


def of_news(ours):
    return [signing.dumps(["tests.news", None, "reader@example.org"], salt=SALT)]


def entry(organization=None):
    return issue(
        kind="certificate",
        record="7",
        title=in_each_language(lambda: "№ 7"),
        issuer=in_each_language(lambda: organization),
        files=[{"name": "7.pdf", "sha256": "0" * 64, "size": 8}],
    )


MODELS = {"register.entry": AtRoot("A", entry)}
SITE = {
    "outbox:unsubscribe": Page(OPEN, of_news, answer=404),  # no room sends news yet
    "retention:overview": Page(""),  # for administrators of the root alone
    "register:verify": Page(OPEN),
    "register:chain": Page(OPEN),
    "register:chain_as_text": Page(OPEN),
    "register:chain_as_json": Page(OPEN),
    "search:results": Page(OPEN),
    "search:suggest": Page(OPEN),
    "register:entry": Page(OPEN, lambda ours: [entry(ours).code]),
    "mails:set_aside": Page(""),  # for administrators of the root alone
    "mails:again": Page("", posted={"key": 0}),
    "mails:give_up": Page("", posted={"key": 0, "reason": "?"}),
}

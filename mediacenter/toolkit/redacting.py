"""Addresses that are secrets stand in no log: links of mails, the feed of the plan, previews."""

import logging
import re

# What leads to the secret part of an address; a test holds it to the addresses that there are.
LEADS_TO_SECRET = re.compile(
    r"(/(?:feed|preview|password/reset/key|confirm-email|account/address)/)[^/?\s\"]+"
)


def redacted(words):
    return LEADS_TO_SECRET.sub(r"\1…", words)


class Redacting(logging.Filter):
    """Takes the secrets out of what a log tells of requests."""

    def filter(self, record):
        if record.args and isinstance(record.args, tuple):
            record.args = tuple(
                redacted(one) if isinstance(one, str) else one for one in record.args
            )
        if isinstance(record.msg, str):
            record.msg = redacted(record.msg)
        return True

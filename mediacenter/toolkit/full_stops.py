"""Full stops of sentences that are put together: «Опубликовано: Отчёт 2026 г..» ends with one."""

import re

# What may follow the end of a sentence, in a text or in HTML: so "../" and "1..2" stay.
_DOUBLED = re.compile(r"(?<!\.)\.\.(?=[\s<]|$)|(?<=[!?…])\.(?=[\s<]|$)|(?<=\.{3})\.(?=[\s<]|$)")


def one_stop(text: str) -> str:
    """Take away the full stop behind a part that brought an end of its own, as names do."""
    return _DOUBLED.sub(lambda found: found.group()[1:], text)

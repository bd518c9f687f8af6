"""The beginning of a long list, which its page tells from the whole (templates/cut.html)."""


class FirstOf(list):
    """The first `most` records of a QuerySet, read at once; `is_cut`: there are more."""

    def __init__(self, records, most):
        found = list(records[: most + 1])
        super().__init__(found[:most])
        self.is_cut = len(found) > most

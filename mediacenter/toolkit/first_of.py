"""The beginning of a long list, which its page tells from the whole (templates/cut.html)."""


class FirstOf(list):
    """The first `most` records of a QuerySet, read at once; `is_cut`: there are more.

    Without `most` it is all of them: Django makes lists that it is asked with anew, of their class.
    """

    def __init__(self, records, most=None):
        found = list(records if most is None else records[: most + 1])
        super().__init__(found[:most])
        self.is_cut = most is not None and len(found) > most

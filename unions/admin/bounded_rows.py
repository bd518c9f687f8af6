"""Rows of a form: no more are made than were sent, whatever number of them is told."""

import re

from django.forms import BaseInlineFormSet

EMPTY_ROWS = 10  # rows of which nothing was sent, at most


class BoundedRows(BaseInlineFormSet):
    """The rows of an inline, in work that grows with what was sent alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            rows = max(len(self.get_queryset()), self.rows_sent()) + EMPTY_ROWS
            self.absolute_max = min(self.absolute_max, rows)
            self.max_num = min(self.max_num, rows)

    def rows_sent(self):
        row = re.compile(rf"{re.escape(self.prefix)}-(\d{{1,4}})-")
        return len({found[1] for found in map(row.match, self.data) if found})

"""Fields (links, dates, numbers of pages), each between signs of its begin and its end.

Mammoth reads the words of a field anew at each sign between its parts, and seeks among all that
are open at each run: so a field keeps one sign, and no more of them are open than Word has.
"""

from .xml import attribute, is_a, within

MOST_OPEN = 20


def leave_out_broken_fields(body) -> None:
    """Take out signs of fields that stand where none can be."""
    open_fields = []  # of each, whether its parts are told apart
    for parent in list(within(body)):
        staying = [one for one in parent if not is_a(one, "fldChar") or belongs(one, open_fields)]
        if len(staying) < len(parent):
            parent[:] = staying


def belongs(sign, open_fields) -> bool:
    """Whether a sign of a field stands in its place."""
    kind = attribute(sign, "fldCharType")
    if kind == "begin":
        open_fields.append(False)
        return len(open_fields) <= MOST_OPEN
    if kind == "end" and open_fields:
        open_fields.pop()
        return len(open_fields) < MOST_OPEN
    if kind == "separate" and open_fields and not open_fields[-1]:
        open_fields[-1] = True
        return len(open_fields) <= MOST_OPEN
    return False

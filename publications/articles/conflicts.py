"""What two writers have changed unlike each other, as a question to the second of them.

The question travels with the form, signed, so that the answer is taken for what was asked.
"""

from dataclasses import asdict, dataclass

from django.core import signing
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import mark_safe

from mediacenter.toolkit.richtext import legible
from publications.articles.differences import SAME, differences, marked, shown
from publications.articles.merging import BY_BLOCKS, Conflict, blocks_of, merge_blocks

SALT = "publications.conflicts"


@dataclass(frozen=True)
class Question:
    """`parts` are those in which one's own stands where both have changed the same."""

    conflicts: list[Conflict]
    parts: dict

    def packed(self):
        asked = [asdict(conflict) for conflict in self.conflicts]
        return signing.dumps([asked, self.parts], salt=SALT, compress=True)

    @classmethod
    def unpacked(cls, sent):
        """The question that a form was sent with; without conflicts where it was none of ours."""
        try:
            asked, parts = signing.loads(sent, salt=SALT)
        except signing.BadSignature:
            return cls([], {})
        return cls([Conflict(**conflict) for conflict in asked], parts)

    def key(self, conflict):
        """What the answers to one conflict are told by among the fields of the form."""
        number = "" if conflict.start is None else f"_{self.conflicts.index(conflict)}"
        return f"pick_{conflict.name}{number}"

    def taken_over(self, written, picks):
        """Return what somebody has written, with the colleague's words where those were picked.

        `picks` are those conflicts. Whoever picks the colleague's words gives up one's own, also
        if they were changed since they were asked about.
        """
        answered = dict(written)
        for name in {conflict.name for conflict in picks}:
            of_part = [conflict for conflict in picks if conflict.name == name]
            if of_part[0].start is None:
                answered[name] = of_part[0].theirs
                continue
            asked_about = blocks_of(self.parts[name])
            picked = list(asked_about)
            for conflict in reversed(of_part):  # from the end, so that the places before it stay
                picked[conflict.start : conflict.end] = blocks_of(conflict.theirs)
            since = blocks_of(written[name])
            merged = merge_blocks(name, base=asked_about, mine=picked, theirs=since)
            answered[name] = "\n".join(merged.blocks)
        return answered


def side_of(conflict, written):
    """What one of the two made of what is asked about, to be looked at: words marked up."""
    name, before, after = conflict.name, {conflict.name: conflict.base}, {conflict.name: written}
    found = differences(before, after)
    if found and not found[0].is_of_form_only:
        return linebreaksbr(found[0].markup)
    if name in BY_BLOCKS:  # pictures, links or headings differ, which words do not show
        return mark_safe(legible(written))  # noqa: S308
    return linebreaksbr(marked([(SAME, shown(name, after))]))

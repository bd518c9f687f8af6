"""What a signed report says besides its facts, and what of them it leaves unsaid."""

from django.utils.translation import gettext as _

from mediacenter.services.printing import blocks


def without_doubts(snapshot_facts):
    """The facts without what the portal doubts: whoever signed has answered that."""
    appendix = snapshot_facts["appendix"]
    rows = [
        {
            **one,
            "is_visited": one["is_visited"] or None,
            "channels": [{**channel, "doubts": []} for channel in one["channels"]],
        }
        for one in appendix["rows"]
    ]
    return {**snapshot_facts, "appendix": {**appendix, "rows": rows}, "undated": {}}


def explanations(facts, signature):
    """The section of the footnotes; none where nothing was to be explained."""
    found = [facts.text(explanation) for explanation in signature["explanations"]]
    if not found:
        return []
    notes = {**blocks.bullets(found), "ordered": True}
    return [blocks.section(_("Explanations to the figures"), [notes])]

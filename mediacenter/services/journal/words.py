"""What the journal's short verbs say in the reader's language.

A verb of one word, or one that a state completes, says too little to be translated by itself; the
others are marked where they are logged. A test holds all of them to the catalogues.
"""

from django.utils.translation import gettext, pgettext_lazy

SHORT = {
    "accredited": pgettext_lazy("journal", "accredited"),
    "answered a remark": pgettext_lazy("journal", "answered a remark"),
    "approved": pgettext_lazy("journal", "approved"),
    "asked for report": pgettext_lazy("journal", "asked for report"),
    "assignment approved": pgettext_lazy("journal", "assignment approved"),
    "assignment cancelled": pgettext_lazy("journal", "assignment cancelled"),
    "assignment done": pgettext_lazy("journal", "assignment done"),
    "assignment handed_in": pgettext_lazy("journal", "assigned text submitted for review"),
    "assignment offered": pgettext_lazy("journal", "assignment not begun again"),
    "assignment postponed": pgettext_lazy("journal", "assignment postponed"),
    "assignment taken": pgettext_lazy("journal", "assignment taken"),
    "cancelled": pgettext_lazy("journal", "cancelled"),
    "changed": pgettext_lazy("journal", "changed"),
    "closed": pgettext_lazy("journal", "closed"),
    "corrected": pgettext_lazy("journal", "corrected"),
    "deleted": pgettext_lazy("journal", "deleted"),
    "entered": pgettext_lazy("journal", "entered"),
    "focal point set": pgettext_lazy("journal", "focal point set"),
    "invited": pgettext_lazy("journal", "invited"),
    "loaded the demo": pgettext_lazy("journal", "loaded the demo"),
    "moved in the plan": pgettext_lazy("journal", "moved in the plan"),
    "noted contact": pgettext_lazy("journal", "noted contact"),
    "opened": pgettext_lazy("journal", "opened"),
    "postponed": pgettext_lazy("journal", "postponed"),
    "published": pgettext_lazy("journal", "published"),
    "remarked": pgettext_lazy("journal", "remarked"),
    "renewed the calendar address": pgettext_lazy("journal", "renewed the calendar address"),
    "reopened": pgettext_lazy("journal", "reopened"),
    "rescheduled": pgettext_lazy("journal", "rescheduled"),
    "resumed": pgettext_lazy("journal", "resumed"),
    "returned": pgettext_lazy("journal", "returned"),
    "saved": pgettext_lazy("journal", "saved"),
    "settled a remark": pgettext_lazy("journal", "settled a remark"),
    "submitted": pgettext_lazy("journal", "submitted"),
    "taken back": pgettext_lazy("journal", "taken back"),
    "uploaded": pgettext_lazy("journal", "uploaded"),
    "withdrawal scheduled": pgettext_lazy("journal", "withdrawal scheduled"),
    "withdrawn": pgettext_lazy("journal", "withdrawn"),
    "withdrew figure": pgettext_lazy("journal", "withdrew figure"),
}


def said(verb):
    """A verb of the journal in the language of the reader."""
    return str(SHORT[verb]) if verb in SHORT else gettext(verb)

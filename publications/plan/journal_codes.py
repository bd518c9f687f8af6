"""What the use cases of this sub-room say in the journal."""

from django.utils.translation import pgettext_lazy

CODES = {
    "occasion.saved": pgettext_lazy("journal", "saved"),
    "occasion.rescheduled": pgettext_lazy("journal", "rescheduled"),
    "occasion.postponed": pgettext_lazy("journal", "postponed"),
    "occasion.cancelled": pgettext_lazy("journal", "cancelled"),
    "occasion.resumed": pgettext_lazy("journal", "resumed"),
    "plan_item.saved": pgettext_lazy("journal", "saved"),
    "plan_item.moved": pgettext_lazy("journal", "moved in the plan"),
    "plan_item.rescheduled": pgettext_lazy("journal", "rescheduled"),
    "assignment.saved": pgettext_lazy("journal", "saved"),
    "assignment.offered": pgettext_lazy("journal", "assignment not begun again"),
    "assignment.taken": pgettext_lazy("journal", "assignment taken"),
    "assignment.handed_in": pgettext_lazy("journal", "assigned text submitted for review"),
    "assignment.approved": pgettext_lazy("journal", "assignment approved"),
    "assignment.done": pgettext_lazy("journal", "assignment done"),
    "assignment.postponed": pgettext_lazy("journal", "assignment postponed"),
    "assignment.cancelled": pgettext_lazy("journal", "assignment cancelled"),
    "assignment.resumed": pgettext_lazy("journal", "resumed"),
    "day_note.saved": pgettext_lazy("journal", "saved"),
}

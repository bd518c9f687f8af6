"""What the use cases of this room say in the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CODES = {
    # pictures
    "picture.uploaded": pgettext_lazy("journal", "uploaded"),
    "picture.focal_point_set": pgettext_lazy("journal", "focal point set"),
    # articles
    "article.saved": pgettext_lazy("journal", "saved"),
    "article.duplicated": _("article duplicated"),
    "text.submitted": pgettext_lazy("journal", "submitted"),
    "text.approved": pgettext_lazy("journal", "approved"),
    "text.returned": pgettext_lazy("journal", "returned"),
    "text.taken_back": pgettext_lazy("journal", "taken back"),
    "text.published": pgettext_lazy("journal", "published"),
    "text.rescheduled": pgettext_lazy("journal", "rescheduled"),
    "text.withdrawal_scheduled": pgettext_lazy("journal", "withdrawal scheduled"),
    "text.withdrawn": pgettext_lazy("journal", "withdrawn"),
    "text.corrected": pgettext_lazy("journal", "corrected"),
    "text.remarked": pgettext_lazy("journal", "remarked"),
    "text.remark_answered": pgettext_lazy("journal", "answered a remark"),
    "text.remark_settled": pgettext_lazy("journal", "settled a remark"),
    # press
    "coverage.entered": pgettext_lazy("journal", "entered"),
    "coverage.changed": pgettext_lazy("journal", "changed"),
    "coverage.joint_asked": _("named jointly, asked"),
    "coverage.joint_confirmed": _("joint piece confirmed"),
    "coverage.joint_refused": _("joint piece refused"),
    "journalist.accredited": pgettext_lazy("journal", "accredited"),
    "journalist.contacted": pgettext_lazy("journal", "noted contact"),
    "press_event.invited": pgettext_lazy("journal", "invited"),
    "crisis.opened": pgettext_lazy("journal", "opened"),
    "crisis.changed": pgettext_lazy("journal", "changed"),
    "crisis.log_written": _("crisis log written"),
    "crisis.closed": pgettext_lazy("journal", "closed"),
    "crisis.reopened": pgettext_lazy("journal", "reopened"),
    # social
    "post.entered": pgettext_lazy("journal", "entered"),
    "post.changed": pgettext_lazy("journal", "changed"),
    # printed
    "subscription.entered": pgettext_lazy("journal", "entered"),
    "subscription.changed": pgettext_lazy("journal", "changed"),
    # plan
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

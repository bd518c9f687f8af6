"""What the use cases of this sub-room say in the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CODES = {
    "coverage.entered": pgettext_lazy("journal", "entered"),
    "coverage.changed": pgettext_lazy("journal", "changed"),
    "coverage.joint_asked": _("named jointly, asked"),
    "coverage.joint_confirmed": _("joint piece confirmed"),
    "coverage.joint_refused": _("joint piece refused"),
    "journalist.contacted": pgettext_lazy("journal", "noted contact"),
    "press_event.invited": pgettext_lazy("journal", "invited"),
    "crisis.opened": pgettext_lazy("journal", "opened"),
    "crisis.changed": pgettext_lazy("journal", "changed"),
    "crisis.log_written": _("crisis log written"),
    "crisis.closed": pgettext_lazy("journal", "closed"),
    "crisis.reopened": pgettext_lazy("journal", "reopened"),
}

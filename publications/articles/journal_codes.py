"""What the use cases of this sub-room say in the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CODES = {
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
    "journalist.accredited": pgettext_lazy("journal", "accredited"),
}

"""What the use cases of this sub-room say in the journal."""

from django.utils.translation import pgettext_lazy

CODES = {
    "guide.reviewed": pgettext_lazy("journal", "reviewed"),
    "guide.published": pgettext_lazy("journal", "published"),
    "guide.withdrawn": pgettext_lazy("journal", "withdrawn"),
}

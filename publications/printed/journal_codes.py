"""What the use cases of this sub-room say in the journal."""

from django.utils.translation import pgettext_lazy

CODES = {
    "subscription.entered": pgettext_lazy("journal", "entered"),
    "subscription.changed": pgettext_lazy("journal", "changed"),
}

"""What the use cases of this sub-room say in the journal."""

from django.utils.translation import pgettext_lazy

CODES = {
    "post.entered": pgettext_lazy("journal", "entered"),
    "post.changed": pgettext_lazy("journal", "changed"),
}

"""What the use cases of this sub-room say in the journal."""

from django.utils.translation import pgettext_lazy

CODES = {
    "picture.uploaded": pgettext_lazy("journal", "uploaded"),
    "picture.focal_point_set": pgettext_lazy("journal", "focal point set"),
}

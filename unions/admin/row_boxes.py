"""The boxes of a list's rows, told apart for those who hear them."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from unfold.admin import ModelAdmin, checkbox
from unfold.decorators import display


class NamedBoxes:
    """For an admin: each box is named by the record that it ticks."""

    @display(description=ModelAdmin.action_checkbox.short_description)
    def action_checkbox(self, obj):
        return checkbox.render(ACTION_CHECKBOX_NAME, str(obj.pk), {"aria-label": str(obj)})

"""How forms are drawn: a browser takes what is too long, so that it is refused in words."""

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from .full_stops import one_stop

ERRORS = "django/forms/errors/"


class LabelledField(BoundField):
    """Its label begins as sentences do, and may be written as the name of a column is."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        self.label = capfirst(self.label)


class WithoutMaxlength(DjangoTemplates):
    """Draws every widget without `maxlength`: by it a browser cuts a paste in silence.

    Sentences of errors end with one full stop, whatever the names in them end with.
    """

    bound_field_class = LabelledField

    def render(self, template_name, context, request=None):
        remove_maxlength(context.get("widget"))
        drawn = super().render(template_name, context, request)
        return mark_safe(one_stop(drawn)) if template_name.startswith(ERRORS) else drawn  # noqa: S308


def remove_maxlength(widget):
    if widget:
        widget["attrs"].pop("maxlength", None)
        for part in widget.get("subwidgets", ()):
            remove_maxlength(part)

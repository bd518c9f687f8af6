"""How forms are drawn: a browser takes what is too long, so that it is refused in words."""

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from .full_stops import one_stop

ERRORS = "django/forms/errors/"


class WithoutMaxlength(DjangoTemplates):
    """Draws every widget without `maxlength`: by it a browser cuts a paste in silence.

    Sentences of errors end with one full stop, whatever the names in them end with.
    """

    def render(self, template_name, context, request=None):
        remove_maxlength(context.get("widget"))
        drawn = super().render(template_name, context, request)
        return mark_safe(one_stop(drawn)) if template_name.startswith(ERRORS) else drawn  # noqa: S308


def remove_maxlength(widget):
    if widget:
        widget["attrs"].pop("maxlength", None)
        for part in widget.get("subwidgets", ()):
            remove_maxlength(part)

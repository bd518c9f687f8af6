"""How forms are drawn: a browser takes what is too long, so that it is refused in words."""

from django.forms.renderers import DjangoTemplates


class WithoutMaxlength(DjangoTemplates):
    """Draws every widget without `maxlength`: by it a browser cuts a paste in silence."""

    def render(self, template_name, context, request=None):
        remove_maxlength(context.get("widget"))
        return super().render(template_name, context, request)


def remove_maxlength(widget):
    if widget:
        widget["attrs"].pop("maxlength", None)
        for part in widget.get("subwidgets", ()):
            remove_maxlength(part)

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from .plain_text import guard_text_fields


class ToolkitConfig(AppConfig):
    name = "mediacenter.toolkit"
    verbose_name = pgettext_lazy("record", "Toolkit")

    def ready(self):
        guard_text_fields()

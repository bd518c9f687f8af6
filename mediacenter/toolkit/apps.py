from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from .date_limits import guard_date_fields
from .plain_text import guard_text_fields


class ToolkitConfig(AppConfig):
    name = "mediacenter.toolkit"
    verbose_name = pgettext_lazy("record", "Toolkit")

    def ready(self):
        guard_text_fields()
        guard_date_fields()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from .plain_text import guard_text_fields


class ToolkitConfig(AppConfig):
    name = "mediacenter.toolkit"
    verbose_name = _("Toolkit")

    def ready(self):
        guard_text_fields()

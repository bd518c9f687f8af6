from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class JournalConfig(AppConfig):
    name = "mediacenter.services.journal"
    verbose_name = pgettext_lazy("record", "Journal")

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ReportsConfig(AppConfig):
    name = "mediacenter.reports"
    verbose_name = pgettext_lazy("record", "Reports")

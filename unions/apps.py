from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class UnionsConfig(AppConfig):
    name = "unions"
    verbose_name = pgettext_lazy("record", "Unions")

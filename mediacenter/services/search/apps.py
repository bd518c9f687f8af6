from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    name = "mediacenter.services.search"
    verbose_name = pgettext_lazy("service", "Search")

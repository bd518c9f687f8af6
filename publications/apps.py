from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = pgettext_lazy("record", "Publications")

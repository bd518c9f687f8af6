from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class JobsConfig(AppConfig):
    name = "mediacenter.services.jobs"
    verbose_name = pgettext_lazy("record", "Jobs")

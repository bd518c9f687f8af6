from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class RetentionConfig(AppConfig):
    name = "mediacenter.services.retention"
    verbose_name = pgettext_lazy("service", "Retention")

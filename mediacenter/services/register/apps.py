from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class RegisterConfig(AppConfig):
    name = "mediacenter.services.register"
    verbose_name = pgettext_lazy("service", "Register")

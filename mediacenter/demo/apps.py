from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal import codes as journal


class DemoConfig(AppConfig):
    name = "mediacenter.demo"

    def ready(self):
        journal.register({"demo.loaded": pgettext_lazy("journal", "loaded the demo")})

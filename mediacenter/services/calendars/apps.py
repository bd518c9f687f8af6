from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CalendarsConfig(AppConfig):
    name = "mediacenter.services.calendars"
    verbose_name = pgettext_lazy("room", "Calendars")

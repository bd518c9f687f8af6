from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal import codes as journal


class CalendarsConfig(AppConfig):
    name = "mediacenter.services.calendars"
    verbose_name = pgettext_lazy("room", "Calendars")

    def ready(self):
        journal.register(
            {"calendar.address_renewed": pgettext_lazy("journal", "renewed the calendar address")}
        )

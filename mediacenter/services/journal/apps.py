from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .codes import register


class JournalConfig(AppConfig):
    name = "mediacenter.services.journal"
    verbose_name = pgettext_lazy("record", "Journal")

    def ready(self):
        # of a trail that Django's admin kept by itself: migration 0003 has brought it over
        register({"admin.changed": _("in the admin: %(said)s")})

from django.apps import AppConfig
from django.contrib.admin.widgets import SELECT2_TRANSLATIONS
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal import codes as journal

from . import journal_codes


class UnionsConfig(AppConfig):
    name = "unions"
    verbose_name = pgettext_lazy("record", "Unions")

    def ready(self):
        from mediacenter.services.outbox.kinds import register

        from . import account_mails, retained, sign_in_events, sought

        register(*account_mails.kinds())
        journal.register(journal_codes.CODES)
        sign_in_events.connect()
        retained.declare_rules()
        sought.declare_sought()
        SELECT2_TRANSLATIONS["kk"] = "kk"  # static/admin/js/vendor/select2/i18n/kk.js

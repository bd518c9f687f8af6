from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mediacenter.services.journal import codes as journal
from mediacenter.services.outbox import kinds as outbox

from . import journal_codes


class OutreachConfig(AppConfig):
    name = "mediacenter.outreach"
    verbose_name = _("Members’ voice")

    def ready(self):
        from . import retained  # the models have to be there
        from .letters import LETTER_CAME
        from .membership_mail import APPLICATION_CAME

        journal.register(journal_codes.CODES)
        outbox.register(LETTER_CAME)
        outbox.register(APPLICATION_CAME)
        retained.declare_rules()

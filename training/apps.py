from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.jobs import kinds as jobs
from mediacenter.services.journal import codes as journal
from mediacenter.services.outbox import kinds as outbox

from . import journal_codes


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = pgettext_lazy("record", "Training")

    def ready(self):
        from . import (  # the models have to be there
            certificate_sheet,
            certificate_views,
            feedback_telling,
            intake_telling,
            retained,
            sought,
            telling,
        )

        journal.register(journal_codes.CODES)
        outbox.register(*telling.KINDS, *intake_telling.KINDS, *feedback_telling.KINDS)
        retained.declare_rules()
        sought.declare_sought()
        certificate_sheet.declare_kind()
        jobs.register(
            jobs.Kind(
                "training.certificate",
                pgettext_lazy("record", "certificate"),
                do="training.actions.certifying.make_certificate",
                stages={
                    "print": _("Printing the certificate"),
                    "store": _("Storing the certificate"),
                },
                failures={
                    "not_earned": _("No certificate is earned."),
                    "not_printed": _("The certificate could not be printed."),
                },
                attempts=10,
                home=certificate_views.home_of,
                outcome=certificate_views.outcome_of,
            )
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.jobs.kinds import Kind, register
from mediacenter.services.journal import codes as journal

from . import journal_codes


class ReportsConfig(AppConfig):
    name = "mediacenter.reports"
    verbose_name = pgettext_lazy("record", "Reports")

    def ready(self):
        from . import addresses, notifying, retained
        from .actions import registering, tasks_ahead, withdrawing  # noqa: F401  registered by importing
        from .actions.requesting import REPORT
        from .phrases import FAILURES, STAGES

        journal.register(journal_codes.CODES)
        notifying.register_mails()
        registering.declare_kind()
        retained.declare_rules()
        register(
            Kind(
                REPORT,
                _("Yearly report"),
                do="mediacenter.reports.actions.building.build_report",
                stages=STAGES,
                failures=FAILURES,
                attempts=10,
                model="reports.ReportJob",
                may_see=lambda user, job: user.has_perm("reports.read_report", job.organization),
                may_see_batch=addresses.may_see_batch,
                home=addresses.home_of,
                outcome=addresses.outcome_of,
                parts=addresses.regions_of,
            )
        )

from celery.signals import beat_init, worker_init
from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.utils.translation import pgettext_lazy


class MediacenterAdminConfig(SimpleAdminConfig):
    default_site = "mediacenter.portal.admin_site.MediacenterAdminSite"


class PortalConfig(AppConfig):
    default = True
    name = "mediacenter.portal"
    verbose_name = pgettext_lazy("record", "Portal")

    def ready(self):
        from . import checks, counters, job_marks, liveness, schema  # noqa: F401  listen to Celery

        for start in (worker_init, beat_init):
            start.connect(schema.end_where_something_lacks)
            start.connect(checks.end_with_remains_of_a_demo)

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal import codes as journal

SUB_ROOMS = (
    "articles",
    "guides",
    "newsletter",
    "pictures",
    "plan",
    "press",
    "printed",
    "social",
)
SOUGHT = ("articles", "guides", "printed.library")
WITH_PERSONAL_DATA = ("articles", "newsletter", "press")
# What says at its import what it does at another room's moments, or when a record is deleted.
REGISTERING = (
    "articles.actions.deleting",
    "articles.shown_pictures",
    "newsletter.actions",
    "newsletter.mails",
    "pictures.actions",
    "plan.actions.day_notes",
    "plan.actions.deleting",
    "plan.actions.following",
    "plan.actions.noticing",
    "plan.actions.plan_mail",
    "press.actions.crisis",
    "press.actions.invitations",
    "printed.library.own_pages",
    "social.actions.cards",
)


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = pgettext_lazy("record", "Publications")

    def ready(self):
        for room in SUB_ROOMS:
            journal.register(import_module(f"{self.name}.{room}.journal_codes").CODES)
        for module in REGISTERING:
            import_module(f"{self.name}.{module}")
        for room in WITH_PERSONAL_DATA:
            import_module(f"{self.name}.{room}.retained").declare_rules()
        for room in SOUGHT:
            import_module(f"{self.name}.{room}.sought").declare_sought()

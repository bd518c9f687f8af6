from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicFormsConfig(AppConfig):
    name = "mediacenter.services.publicforms"
    verbose_name = _("Public forms")

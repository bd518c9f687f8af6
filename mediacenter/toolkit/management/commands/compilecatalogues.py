from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from mediacenter.toolkit.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the portal's catalogues of words (.po) for Django (.mo); needs no gettext."
    requires_system_checks = []

    def handle(self, **options):
        for folder in settings.LOCALE_PATHS:
            for path in compile_catalogues(Path(folder)):
                self.stdout.write(f"compiled {path.relative_to(folder)}")

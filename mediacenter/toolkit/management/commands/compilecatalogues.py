from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed

from mediacenter.toolkit.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the portal's catalogues of words (.po) for Django (.mo); needs no gettext."
    requires_system_checks = []

    def handle(self, **options):
        for folder in settings.LOCALE_PATHS:
            for path in compile_catalogues(Path(folder)):
                # Django has read the old one by now: a constraint with a message is enough
                translation_file_changed(sender=self, file_path=path)
                self.stdout.write(f"compiled {path.relative_to(folder)}")

import signal
import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from mediacenter.portal.backup import BackupFailed, database_served, take_backup


class Command(BaseCommand):
    help = "Write a backup of the portal into a new folder."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder to make")

    def handle(self, *, folder, **options):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # it tidies up
        try:
            with database_served(alone=False):
                take_backup(folder, say=self.stdout.write)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from None
        self.stdout.write(f"The backup is whole: {folder}")

import signal
import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from mediacenter.portal.backup import BackupFailed, database_served, restore


class Command(BaseCommand):
    help = "Restore a backup into an empty database and an empty place for files."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the backup")

    def handle(self, *, folder, **options):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # it tidies up
        try:
            with database_served(alone=True):
                restore(folder, say=self.stdout.write)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from None
        self.stdout.write(f"{folder} is restored.")

"""What the commands of backing up and restoring have in common."""

import signal
import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from .contents import BackupFailed
from .serving import database_served


class BackupCommand(BaseCommand):
    """A command with the folder of a backup: `carry_out(folder)`, while the database is served.

    `alone`: whether the portal may not run meanwhile.
    """

    requires_system_checks = ()
    alone = False

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder of the backup")

    def handle(self, *, folder, **options):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # it tidies up
        try:
            with database_served(alone=self.alone):
                self.carry_out(folder)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from None

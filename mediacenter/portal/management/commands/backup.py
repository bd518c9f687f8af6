from mediacenter.portal.backup import BackupCommand, take_backup
from mediacenter.portal.backup.contents import SUMS, digest_at


class Command(BackupCommand):
    help = "Write a backup of the portal into a new folder."

    def carry_out(self, folder):
        take_backup(folder, say=self.stdout.write)
        self.stdout.write(f"The backup is whole: {folder}")
        self.stdout.write(f"The SHA-256 of its {SUMS}: {digest_at(folder / SUMS)}")

from mediacenter.portal.backup import BackupCommand, take_backup


class Command(BackupCommand):
    help = "Write a backup of the portal into a new folder."

    def carry_out(self, folder):
        take_backup(folder, say=self.stdout.write)
        self.stdout.write(f"The backup is whole: {folder}")

from mediacenter.portal.backup import BackupCommand, restore


class Command(BackupCommand):
    help = "Restore a backup into an empty database and an empty place for files."
    alone = True

    def carry_out(self, folder):
        restore(folder, say=self.stdout.write)
        self.stdout.write(f"{folder} is restored.")

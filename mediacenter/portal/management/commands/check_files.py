from django.core.management import BaseCommand, CommandError

from mediacenter.portal import files


class Command(BaseCommand):
    help = "Compare the stored files with the rows that name them; exit code 1 where they differ."

    def add_arguments(self, parser):
        parser.add_argument(
            "--mend",
            action="store_true",
            help="make sizes of pictures, cards and reports anew; delete what no row names",
        )

    def handle(self, *, mend, **options):
        left = 0
        for trouble in files.find_troubles():
            mended = mend and files.mend(trouble)
            left += not mended
            self.stdout.write(f"{trouble}{': is mended' if mended else ''}")
        if left:
            raise CommandError(f"{left} files are not as they should be.")
        self.stdout.write("All files are as their rows say.")

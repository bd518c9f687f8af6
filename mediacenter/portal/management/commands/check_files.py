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
        found = files.mend_troubles() if mend else ((one, False) for one in files.find_troubles())
        left = 0
        for trouble, is_mended in found:
            left += not is_mended
            self.stdout.write(f"{trouble}{': is mended' if is_mended else ''}")
        if left:
            raise CommandError(f"{left} files are not as they should be.")
        self.stdout.write("All files are as their rows say.")

from django.core.management import BaseCommand, CommandError

from mediacenter.services.register.chain import number_of, verify_chain

WHY = {
    "missing": "an entry before it is missing",
    "unchained": "it does not follow from the entry before it",
    "changed": "it is not as it was written",
}


class Command(BaseCommand):
    help = "Verify the chain of the register of documents; exit code 1 where it breaks."

    def add_arguments(self, parser):
        parser.add_argument(
            "--through", metavar="HASH", help="a last hash noted earlier, which must be there still"
        )

    def handle(self, **options):
        found = verify_chain()
        if found.broken:
            raise CommandError(
                f"The register breaks at entry {found.broken.number} ({found.broken.code}):"
                f" {WHY[found.why]}. Whole before it: {found.entries} entries."
            )
        noted = options["through"]
        if noted and number_of(noted) is None:
            raise CommandError(f"No entry has the hash {noted}: the register was cut off.")
        self.stdout.write(f"All {found.entries} entries are whole. The last hash: {found.last}")

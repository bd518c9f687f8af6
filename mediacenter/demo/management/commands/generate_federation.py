from time import monotonic

from django.core.management import BaseCommand, CommandError

from mediacenter.demo.synthetic import NotEmpty, Scale, fill


class Command(BaseCommand):
    help = (
        "Fill an empty database with a synthetic federation: the same arguments, the same rows. "
        "Its last year is 2024."
    )

    def add_arguments(self, parser):
        parser.add_argument("--organizations", type=int, required=True, metavar="N")
        parser.add_argument("--articles", type=int, required=True, metavar="M")
        parser.add_argument("--years", type=int, default=3, metavar="Y")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, organizations, articles, years, seed, verbosity, **options):
        if organizations < 1 or articles < 0 or years < 1:
            raise CommandError("At least one organization and one year.")
        begin = monotonic()

        def say(line):
            if verbosity:
                self.stdout.write(f"{monotonic() - begin:7.1f} s  {line}")

        try:
            fill(Scale(organizations, articles, years, seed), say=say)
        except NotEmpty as found:
            raise CommandError(f"The database is not empty ({found}).") from None
        say("done")

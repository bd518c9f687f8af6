import os
import secrets

from django.core.management import BaseCommand, CommandError

from mediacenter.demo import loading
from mediacenter.demo.reports import ask_for_reports


class Command(BaseCommand):
    help = (
        "Load the demo into an empty database. All accounts get the password DEMO_PASSWORD from "
        "the environment; without it, random ones, which are printed."
    )

    def handle(self, *, verbosity, **options):
        given = os.environ.get("DEMO_PASSWORD")
        passwords = {
            email: given or secrets.token_urlsafe(9) for email in sorted(loading.accounts())
        }
        try:
            loaded = loading.load(passwords)
        except loading.RealDataFound as found:
            raise CommandError(f"The database holds real data ({found}).") from None
        if not loaded:
            self.say(verbosity, "The demo is loaded already.")
            return
        ask_for_reports()
        self.say(verbosity, "The demo is loaded.")
        if not given:
            self.stdout.write("\n".join(f"{email}  {word}" for email, word in passwords.items()))

    def say(self, verbosity, line):
        if verbosity:
            self.stdout.write(line)

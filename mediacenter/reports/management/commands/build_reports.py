import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from mediacenter.reports.actions.bulk import request_reports
from mediacenter.reports.years import has_reports
from mediacenter.toolkit.language import STATE_LANGUAGES
from unions.models import Organization

PAUSE = 2  # seconds between two looks at the progress


class Command(BaseCommand):
    help = (
        "Has the worker build the yearly reports of an organization and of all below it, as the "
        "cabinet does, and shows the progress. Broken off, it goes on without being watched."
    )

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("--under", required=True, help="address (slug) of the organization")
        parser.add_argument(
            "--language",
            action="append",
            choices=[code for code, _name in settings.LANGUAGES],
            help="may be given several times; kk and ru where it is not",
        )

    def handle(self, *, year, under, language, **options):
        if not has_reports(year):
            raise CommandError(f"There are no reports of {year}.")
        found = Organization.objects.filter(slug=under).first()
        if found is None:
            raise CommandError(f"There is no organization with the address {under!r}.")
        with override("en"):
            batch = request_reports(
                organization=found, year=year, languages=language or STATE_LANGUAGES
            )
            if batch is None:
                self.stdout.write("All of these reports are being built already.")
                return
            progress = self.watched(batch)
        if progress.counts["failed"]:
            raise CommandError("Some reports were not built; the worker's log has the causes.")

    def watched(self, batch):
        """Write each step of the batch until it is over; its last Progress."""
        last = None
        while True:
            progress = batch.progress()
            line = (
                f"{progress.percent:3} %  {progress.in_words}  {progress.left_in_words()}".rstrip()
            )
            if line != last:
                self.stdout.write(line)
                last = line
            if progress.finished:
                return progress
            time.sleep(PAUSE)

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mediacenter.reports.actions.report_files import produce
from mediacenter.reports.years import has_reports
from mediacenter.services.printing.pdf import PrintFailed
from mediacenter.toolkit.storing import NotStored
from mediacenter.toolkit.whole_files import replaced
from unions.models import Organization


class Command(BaseCommand):
    help = "Builds the yearly report of an organization as PDF, by the same actions as the portal."

    def add_arguments(self, parser):
        parser.add_argument("organization", help="address (slug) of the organization")
        parser.add_argument("year", type=int)
        parser.add_argument(
            "--language", default="kk", choices=[code for code, _name in settings.LANGUAGES]
        )
        parser.add_argument("--output", type=Path, required=True, help="file to write")

    def handle(self, *, organization, year, language, output, **options):
        if output.exists() and not output.is_file():
            raise CommandError(f"{output} is no file.")
        if not has_reports(year):
            raise CommandError(f"There are no reports of {year}.")
        found = Organization.objects.filter(slug=organization).first()
        if found is None:
            raise CommandError(f"There is no organization with the address {organization!r}.")
        try:
            report = produce(organization=found, year=year, language=language)
        except PrintFailed as error:
            raise CommandError(f"The report was not printed: {error.cause}") from error
        except NotStored as error:
            raise CommandError("The report could not be stored: is the disk full?") from error
        try:
            with report.file.open() as pdf, replaced(output) as file:
                shutil.copyfileobj(pdf, file)
        except OSError as error:
            raise CommandError(f"{output} was not written: {error.strerror}.") from error
        self.stdout.write(f"{output}: {report.size:,} bytes, SHA-256 {report.file_sha}")

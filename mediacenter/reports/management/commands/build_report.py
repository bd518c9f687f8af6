from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mediacenter.reports.actions.report_files import produce
from mediacenter.reports.printing.press import PrintFailed
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
        found = Organization.objects.filter(slug=organization).first()
        if found is None:
            raise CommandError(f"There is no organization with the address {organization!r}.")
        try:
            report = produce(organization=found, year=year, language=language)
        except PrintFailed as error:
            raise CommandError(f"The report was not printed: {error.cause}") from error
        with report.file.open() as pdf:
            output.write_bytes(pdf.read())
        self.stdout.write(f"{output}: {report.size:,} bytes, SHA-256 {report.file_sha}")

from django.core.management.base import BaseCommand

from mediacenter.services.search.indexing import rebuild


class Command(BaseCommand):
    help = "Make the index of the search anew, while it serves; begun again, it does the same."

    def handle(self, **options):
        rebuild(say=self.stdout.write)

from django.core.management.base import BaseCommand

from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.stemming.forms import forms_of


class Command(BaseCommand):
    help = (
        "Print what words are indexed under, one word a line, its forms separated by spaces; "
        "an empty line for a word that is indexed under nothing."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="+", metavar="WORD")
        parser.add_argument("--language", choices=LANGUAGES, default="kk")

    def handle(self, *, words, language, **options):
        words = [word.strip().lower().replace("ё", "е") for word in words]
        forms = forms_of(language, words)
        for word in words:
            self.stdout.write(" ".join(forms[word]))

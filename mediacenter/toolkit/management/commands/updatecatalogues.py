from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from mediacenter.toolkit.catalogues import PLURAL_FORMS, SOURCES, is_translated, read, write
from mediacenter.toolkit.wording import key, package_messages, portal_messages, shipped


class Command(BaseCommand):
    help = (
        "Bring the .po files up to date with the sources and the installed packages. Translations"
        " stay; what is no longer used moves to the end, commented out. Needs xgettext."
    )
    requires_system_checks = []

    def handle(self, **options):
        folder = Path(settings.LOCALE_PATHS[0])
        for domain, (own, packages) in SOURCES.items():
            ours, theirs = portal_messages(domain), package_messages(domain)
            for language in PLURAL_FORMS:
                self.update_own(folder / language / "LC_MESSAGES" / f"{own}.po", ours)
                path = folder / language / "LC_MESSAGES" / f"{packages}.po"
                self.update_packages(path, theirs, shipped(language, domain))

    def update_own(self, path, template):
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        self.keep(catalogue, path)

    def update_packages(self, path, template, shipped_keys):
        # never removed here: an entry may mend what a package says badly
        catalogue = read(path)
        for message in template:
            if message.id and key(message) not in shipped_keys:
                catalogue.add(message.id, context=message.context, locations=message.locations)
        self.keep(catalogue, path)

    def keep(self, catalogue, path):
        messages = [message for message in catalogue if message.id]
        if not messages and not path.exists():
            return
        write(catalogue, path)
        missing = sum(not is_translated(message) for message in messages)
        self.stdout.write(f"{path.parent.parent.name} {path.name}: {missing} to translate")

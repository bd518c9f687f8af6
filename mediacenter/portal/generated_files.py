"""Static files that no checkout holds: made when they are first asked for, kept in VAR_DIR."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from mediacenter.toolkit.whole_files import replaced


class GeneratedFiles(BaseFinder):
    """A finder of what `make` makes; `prefix` is their folder in static/."""

    prefix = ""

    def names(self):
        """The names of the files."""
        raise NotImplementedError

    def made_of(self):
        """All that the bytes depend on; where it has changed, the files are made anew."""
        raise NotImplementedError

    def make(self, name):
        """Return the bytes of a file."""
        raise NotImplementedError

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        folder, _slash, name = path.partition("/")
        found = str(self.made(name)) if folder == self.prefix and name in self.names() else None
        return [found] * bool(found) if find_all else found

    def list(self, ignore_patterns):
        storage = FileSystemStorage(self.folder())
        storage.prefix = self.prefix
        for name in self.names():
            self.made(name)
            yield name, storage

    def folder(self):
        edition = hashlib.sha256(repr(self.made_of()).encode()).hexdigest()[:12]
        return Path(settings.VAR_DIR) / self.prefix / edition

    def made(self, name):
        path = self.folder() / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with replaced(path) as file:
                file.write(self.make(name))
        return path

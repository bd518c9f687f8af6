"""What has landed is released: a migration is added, and never edited or taken away."""

import hashlib

from mediacenter.portal.programs import PROJECT

LOCK = PROJECT / "tests" / "house" / "migrations.sha256"  # as sha256sum writes it
ROOMS = ("mediacenter", "publications", "training", "unions")


def migrations():
    """{path: hash} of the files that there are."""
    found = (path for room in ROOMS for path in (PROJECT / room).rglob("migrations/0*.py"))
    return {
        str(path.relative_to(PROJECT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
    }


def released():
    lines = (line.split(maxsplit=1) for line in LOCK.read_text().splitlines())
    return {path: digest for digest, path in lines}


def test_no_released_migration_was_changed_or_taken_away():
    there, locked = migrations(), released()
    assert {path: there.get(path) for path in locked} == locked


def test_every_new_migration_is_entered_with_its_hash():
    new = sorted(migrations().keys() - released().keys())
    assert new == [], (
        f"enter what is ready: sha256sum {' '.join(new)} >> {LOCK.relative_to(PROJECT)}"
    )

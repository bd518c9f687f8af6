"""A full disk leaves no half of a file; what stood there stays, and room makes it work again."""

import pytest
from django.core.files.base import ContentFile

from mediacenter.toolkit.whole_files import WholeFiles, lacks_room
from tests.full_disk import full_disk

LONG = b"x" * 100_000


@pytest.mark.parametrize("overwrites", [True, False])
def test_a_full_disk_leaves_nothing_half_written(tmp_path, overwrites):
    storage = WholeFiles(tmp_path, allow_overwrite=overwrites)
    before = storage.save("a/b/report.pdf", ContentFile(b"before"))
    with full_disk(room=50_000), pytest.raises(OSError, match="too large") as error:
        storage.save("a/b/report.pdf", ContentFile(LONG))
    assert lacks_room(error.value)
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["report.pdf"]
    assert storage.open(before).read() == b"before"
    after = storage.save("a/b/report.pdf", ContentFile(LONG))
    assert storage.open(after).read() == LONG
    assert (before == after) == overwrites
    assert storage.open(before).read() == (LONG if overwrites else b"before")
    assert (tmp_path / after).stat().st_mode & 0o777 == 0o640

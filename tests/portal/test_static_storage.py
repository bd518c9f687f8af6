"""Static files are for everybody: root collects them, the web reads them as somebody else."""

import os

from django.core.files.base import ContentFile

from mediacenter.portal.storage import StaticStorage


def test_collected_files_are_read_by_all_however_closed_their_collectors_files_are(tmp_path):
    root = tmp_path / "static"
    storage = StaticStorage(location=root, base_url="/static/")
    before = os.umask(0o077)
    try:
        storage.save("parts/page.css", ContentFile("p { color: #123456; }\n" * 500))
        list(storage.post_process({"parts/page.css": (storage, "parts/page.css")}))
    finally:
        os.umask(before)
    made = {
        path.name.rpartition(".")[2]: oct(path.stat().st_mode & 0o777) for path in root.rglob("*")
    }
    assert made == {"parts": "0o755", "css": "0o644", "gz": "0o644", "br": "0o644", "json": "0o644"}
    assert root.stat().st_mode & 0o777 == 0o755

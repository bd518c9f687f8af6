import os
import subprocess
import sys

import pytest
from django.db import connection

from mediacenter.toolkit import children, embedded


@pytest.fixture
def start_beat(tmp_path, transactional_db):
    """Start a real Celery beat, of quick rounds, on the database and queue of the tests."""
    started = []

    def start():
        database = embedded.database_url(
            os.environ["VAR_DIR"], name=connection.settings_dict["NAME"]
        )
        command = [sys.executable, "-m", "celery", "--app=mediacenter", "--skip-checks", "beat"]
        process = children.spawn(
            [*command, "--schedule", tmp_path / "schedule"],
            env={**os.environ, "DATABASE_URL": database, "ROUND_SECONDS": "2"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)

    yield start
    for process in started:
        children.stop(process)

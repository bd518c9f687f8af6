import re
import subprocess

import environ
import pytest
import redis
from django.conf import settings
from django.core.cache import cache

from mediacenter.portal.programs import PROJECT

READ = re.findall(r'env\.\w+\(\s*"(\w+)"', (PROJECT / "mediacenter" / "settings.py").read_text())


@pytest.mark.parametrize("name", READ)
def test_each_setting_is_explained_in_the_example(name):
    explained = re.search(
        rf"(?:^# .*\n)+(?:^#\w+=.*\n)*^#{name}=",
        (PROJECT / ".env.example").read_text(),
        re.MULTILINE,
    )
    assert explained


def test_the_example_is_read_alike_by_a_shell_and_by_the_settings(tmp_path, monkeypatch):
    """As .env the settings read it; as the units' file, a shell does, too."""
    example = (PROJECT / ".env.example").read_text()
    lines = re.findall(r"^#([A-Z_]+=.+)$", example, re.MULTILINE)
    (tmp_path / ".env").write_text("\n".join(lines))
    monkeypatch.setattr(environ.Env, "ENVIRON", read := {})
    environ.Env.read_env(tmp_path / ".env")
    command = ["sh", "-ec", f"set -a; . {tmp_path}/.env; env -0"]
    shown = subprocess.run(command, env={}, capture_output=True, text=True)
    assert shown.stderr == ""
    by_shell = dict(line.split("=", 1) for line in shown.stdout.split("\0") if line)
    assert len(read) == len(lines) > 20
    assert {name: by_shell.get(name) for name in read} == read


def test_emptying_the_cache_leaves_the_queue_alone():
    queue = redis.Redis.from_url(settings.REDIS_URL)
    queue.rpush("a queue", "a job")
    cache.set("key", "value")
    cache.clear()
    assert cache.get("key") is None
    assert queue.lpop("a queue") == b"a job"


def test_the_table_of_what_is_waited_for_says_what_the_settings_say():
    operation = (PROJECT / "docs" / "operation.md").read_text()
    rows = re.findall(r"^\| .* \| (.*) \| `settings.py`, (.*) \|$", operation, re.MULTILINE)
    named = {name: told for told, names in rows for name in re.findall(r"`([A-Z_]{5,})`", names)}
    assert len(named) > 8
    for name, told in named.items():
        value = getattr(settings, name)
        if name.endswith("_MEMORY"):
            assert f"{value // 1024**3} GiB" in told
        elif isinstance(value, int):
            assert f"{value} s" in told
        elif isinstance(value, tuple):
            assert set(map(str, value)) <= set(re.findall(r"\d+", told))

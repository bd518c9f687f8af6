"""A file that no longer says what the records or the wording say is told apart and built anew."""

import pytest
from django.urls import reverse
from django.utils.translation import override, trans_real

from mediacenter.reports.actions import report_files
from mediacenter.reports.models import ReportJob
from mediacenter.services.jobs.actions import doing
from mediacenter.services.printing import edition as shaping
from tests.reports.factories import FigureFactory

YEAR = 2024
OUTDATED = "Ескірген"


@pytest.fixture
def file(ours):
    return report_files.produce(organization=ours, year=YEAR, language="kk")


@pytest.fixture
def chair(client, chair):
    client.force_login(chair)
    return chair


def pages(ours, file):
    with override("kk"):
        return [
            reverse("reports:organization", args=[ours.slug]),
            reverse("reports:year", args=[ours.slug, YEAR]),
        ]


def test_the_chair_sees_which_file_is_outdated_and_builds_it_anew(client, chair, ours, file):
    for page in pages(ours, file):
        assert OUTDATED not in client.get(page).content.decode()
    FigureFactory(organization=ours, year=YEAR, number=7)
    for page in pages(ours, file):
        assert OUTDATED in client.get(page).content.decode()
    with override("kk"):
        build = reverse("reports:build", args=[ours.slug, YEAR])
    assert client.post(build, {"language": "kk"}).status_code == 302
    doing.do_job(job_id=ReportJob.objects.get().pk)
    for page in pages(ours, file):
        assert OUTDATED not in client.get(page).content.decode()


def test_a_mended_word_reaches_an_unchanged_year(monkeypatch, ours, file):
    shas = report_files.facts_shas(ours, [YEAR])
    assert not report_files.outdated([file], shas)
    words = trans_real.translation("kk")._catalog._catalogs[0]
    monkeypatch.setitem(words, "Tasks ahead", "Алда не бар")
    monkeypatch.setattr(shaping, "edition", shaping.edition.__wrapped__)  # as in a new process
    assert report_files.outdated([file], shas) == {file.pk}
    anew = report_files.produce(organization=ours, year=YEAR, language="kk")
    assert (anew.snapshot, anew.pk == file.pk) == (file.snapshot, False)


def test_code_templates_and_packages_shape_the_edition(tmp_path, monkeypatch):
    sentence = tmp_path / "composing" / "sentence.py"
    template = tmp_path / "printing" / "document.typ"
    for source in (sentence, template):
        source.parent.mkdir()
        source.write_text("as it was")
    monkeypatch.setattr(shaping, "PROJECT", tmp_path)
    monkeypatch.setattr(shaping, "SHAPING", (template.parent,))

    def edition():
        return shaping.edition.__wrapped__("kk", sentence.parent)

    editions = {edition()}
    for source in (sentence, template):
        source.write_text("changed")
        editions.add(edition())
    monkeypatch.setattr(shaping, "version", lambda package: "999")
    editions.add(edition())
    assert len(editions) == 4


def test_the_admin_tells_and_leads_to_where_it_is_built(client, chair, ours, file):
    page = reverse("admin:reports_reportfile_change", args=[file.pk])
    assert client.get(page).context["adminform"].model_admin.is_outdated(file) is False
    FigureFactory(organization=ours, year=YEAR, number=7)
    assert client.get(page).context["adminform"].model_admin.is_outdated(file) is True
    build = client.get(reverse("admin:reports_reportfile_build_anew", args=[file.pk]))
    with override("kk"):
        assert build.url == reverse("reports:year", args=[ours.slug, YEAR])

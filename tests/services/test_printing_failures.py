"""When no PDF comes out: a code for the reader, a cause for the log, and nothing left running."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mediacenter.services.printing import typesetting
from mediacenter.services.printing.document import ROW_BUDGET
from mediacenter.services.printing.pdf import PrintFailed, print_pdf
from tests.celery_worker import until
from tests.services.sample_document import chart, paragraph, sample, table

MOMENT = datetime(2025, 1, 15, tzinfo=UTC)
BUSY = "#for a in range(10000) { for b in range(10000) { for c in range(10000) { let d = a } } }"


@pytest.fixture
def printed_with(tmp_path):
    """Print the sample with a template of one's own."""

    def print_with(template, **options):
        (tmp_path / "document.typ").write_text(template)
        return print_pdf(sample("ru"), moment=MOMENT, templates=tmp_path, **options)

    return print_with


def typesetters(working_in):
    """The pids of typesetters that print with the templates of this folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            place = os.readlink(folder / "cwd")
        except OSError:
            continue
        if b"typesetter.py" in command and place == str(working_in):
            found.append(folder.name)
    return found


def test_a_broken_template_fails_with_its_cause(printed_with):
    with pytest.raises(PrintFailed) as failure:
        printed_with('#set document(title: "x")\n#doc.no_such_field')
    assert failure.value.code == "template"
    assert "unknown variable: doc" in failure.value.cause
    assert "document.typ" in failure.value.cause


def test_an_unknown_typeface_is_a_failure_not_a_warning(printed_with):
    with pytest.raises(PrintFailed, match="unknown font family: comic sans") as failure:
        printed_with('#set document(title: "x")\n#text(font: "Comic Sans")[a]')
    assert failure.value.code == "template"


def test_what_the_standards_forbid_is_a_failure(printed_with):
    with pytest.raises(PrintFailed) as failure:
        printed_with('#set document(title: "x")\n#figure(rect())')
    assert failure.value.code == "template"
    assert "alt" in failure.value.cause


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt"])
def test_templates_read_nothing_outside_their_folder(printed_with, tmp_path, path):
    (tmp_path.parent / "secret.txt").write_text("secret")
    with pytest.raises(PrintFailed) as failure:
        printed_with(f'#set document(title: "x")\n#read("{path}")')
    assert failure.value.code == "template"


def test_a_print_that_takes_too_long_is_stopped_and_beats_until_then(printed_with, tmp_path):
    beats = []
    with pytest.raises(PrintFailed) as failure:
        printed_with(BUSY, seconds=3, beat=lambda: beats.append(typesetters(tmp_path)))
    assert failure.value.code == "timeout"
    assert {len(pids) for pids in beats} == {1}
    assert typesetters(tmp_path) == []


@pytest.mark.parametrize("clock", [signal.SIGALRM, signal.SIGXCPU])
def test_a_print_that_its_own_clock_has_ended_took_too_long(printed_with, monkeypatch, clock):
    wait = typesetting.answer_of

    def wait_for_what_is_ended(child, *args, **options):
        os.kill(child.pid, clock)
        return wait(child, *args, **options)

    monkeypatch.setattr(typesetting, "answer_of", wait_for_what_is_ended)
    with pytest.raises(PrintFailed) as failure:
        printed_with(BUSY)
    assert failure.value.code == "timeout"


def test_a_caller_that_gives_up_takes_the_child_with_it(printed_with, tmp_path):
    def give_up():
        raise InterruptedError("the job was cancelled")

    with pytest.raises(InterruptedError):
        printed_with(BUSY, beat=give_up)
    assert typesetters(tmp_path) == []


def test_a_child_whose_parent_was_killed_ends_with_it(tmp_path):
    (tmp_path / "document.typ").write_text(BUSY)
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import pathlib; from datetime import *;"
            "from tests.services.sample_document import sample;"
            "from mediacenter.services.printing.pdf import print_pdf;"
            "print_pdf(sample('ru'), moment=datetime.now(UTC), seconds=600,"
            f" templates=pathlib.Path({str(tmp_path)!r}))",
        ],
        cwd=Path(__file__).parents[2],
    )
    until(lambda: typesetters(tmp_path), limit=30)
    parent.kill()
    parent.wait()
    until(lambda: not typesetters(tmp_path), limit=10)
    assert parent.returncode == -signal.SIGKILL  # it was not the parent that ended its child


def test_a_child_out_of_memory_is_a_failure_not_a_hang(printed_with):
    template = "#let all = range(30000).map(n => range(n, n + 30000))\n#all.len()"
    with pytest.raises(PrintFailed) as failure:
        printed_with(template, memory=400 * 1024**2)
    assert failure.value.code == "crashed"


def test_a_table_over_the_row_budget_is_refused_before_printing():
    document = sample("ru")
    document["sections"][0]["blocks"] = [
        table("Все", [("A", "left", 1)], [["x"]] * (ROW_BUDGET + 1), row_headers=False)
    ]
    with pytest.raises(PrintFailed) as failure:
        print_pdf(document, moment=MOMENT)
    assert failure.value.code == "too_many_rows"


def ragged_table():
    broken = table("Т", [("A", "left", 1), ("B", "left", 1)], [["a", "b"]])
    broken["rows"][0].pop()
    return broken


def chart_without_words():
    return chart("bars", "Р", " ", "штук", ["2024"], A=[1])


def chart_of_wrong_length():
    return chart("bars", "Р", "Слова", "штук", ["2023", "2024"], A=[1])


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        ({"kind": "poem", "runs": []}, "no block is of the kind 'poem'"),
        ({"kind": "paragraph"}, r"Paragraph lacks \['runs'\]"),
        ({"kind": "paragraph", "runs": [{"text": 5}]}, "runs.0.text: 5 is no str"),
        ({"kind": "paragraph", "runs": [{"text": "a", "size": 9}]}, r"Run has no \['size'\]"),
        ({"kind": "callout", "tone": "loud", "runs": []}, "'loud' is none of"),
        ({"kind": "list", "ordered": False, "items": []}, "a list without items"),
        ("words", "a Paragraph is needed, not 'words'"),
        ({"kind": "paragraph", "runs": "words"}, "runs: a list is needed, not 'words'"),
        ({"kind": "paragraph", "runs": ["words"]}, "runs.0: a Run is needed, not 'words'"),
        (ragged_table(), "1 cells, 2 columns"),
        (table("Т", [], [], row_headers=False), "a table needs columns"),
        (chart_without_words(), "needs categories, series and words"),
        (chart_of_wrong_length(), "not one value a category"),
        (chart("line", "Р", "С", "штук", ["2024"], A=[-1]), "a value below 0"),
    ],
)
def test_a_document_that_breaks_the_schema_is_refused_with_the_place(block, complaint):
    document = sample("ru")
    document["sections"][0]["blocks"].append(block)
    with pytest.raises(PrintFailed, match=complaint) as failure:
        print_pdf(document, moment=MOMENT)
    assert failure.value.code == "malformed"
    assert "sections.0.blocks.2" in failure.value.cause


def test_sections_nest_once():
    document = sample("ru")
    deep = {"heading": "Глубже", "blocks": [paragraph("a")], "sections": []}
    document["sections"][0]["sections"] = [deep]
    with pytest.raises(PrintFailed, match="sections nest once"):
        print_pdf(document, moment=MOMENT)


def test_only_a_sheet_does_without_headings():
    document = sample("ru")
    document["sections"][1]["heading"] = ""
    with pytest.raises(PrintFailed, match=r"sections\.1: a \w+ needs headings"):
        print_pdf(document, moment=MOMENT)

"""One typesetter sets many documents, and none of them feels the ones before it."""

import os
import threading
import time
from datetime import UTC, datetime

import pytest

from mediacenter.services.printing import typesetting
from mediacenter.services.printing.pdf import PrintFailed, print_pdf
from tests.services.sample_document import sample

MOMENT = datetime(2025, 1, 15, tzinfo=UTC)
BUSY = "for a in range(10000) { for b in range(10000) { for c in range(10000) { let d = a } } }"
GREEDY = "range(30000).map(n => range(n, n + 30000)).len()"
BY_ITS_TITLE = f"""#set document(title: "x")
#let title = json(bytes(sys.inputs.document)).title
#if title == "busy" {{ {BUSY} }} else if title == "greedy" {{ {GREEDY} }}
#if title == "broken" {{ title.no_such_field }}
#title"""


@pytest.fixture
def started(monkeypatch):
    """The typesetters that are started meanwhile; the first document starts one."""
    pids = []
    start = typesetting.Typesetter.__init__

    def counted(self, **options):
        start(self, **options)
        pids.append(self.process.pid)

    monkeypatch.setattr(typesetting.Typesetter, "__init__", counted)
    end_the_kept()
    yield pids
    end_the_kept()


def end_the_kept():
    if typesetting.kept:
        typesetting.kept.end()


@pytest.fixture
def printed(tmp_path, started):
    (tmp_path / "document.typ").write_text(BY_ITS_TITLE)

    def print_one(title, **options):
        document = sample("ru") | {"title": title}
        return print_pdf(document, moment=MOMENT, templates=tmp_path, **options).content

    return print_one


@pytest.fixture
def plain(monkeypatch):
    """These small documents have no table for the finishing."""
    monkeypatch.setattr("mediacenter.services.printing.finishing.finished", lambda pdf, _: pdf)


def alone(printed, title):
    """Another thread has a typesetter of its own for each document."""
    made = []
    thread = threading.Thread(target=lambda: made.append(printed(title)))
    thread.start()
    thread.join()
    return made[0]


@pytest.mark.usefixtures("plain")
def test_many_documents_start_one_typesetter_and_are_what_each_would_be_alone(printed, started):
    made = [printed(f"Отчёт {number}") for number in range(20)]
    assert len(started) == 1
    assert len(set(made)) == 20
    assert [alone(printed, f"Отчёт {number}") for number in (0, 19)] == [made[0], made[19]]
    assert len(started) == 3


def test_a_report_is_the_same_bytes_after_another_and_after_itself(started):
    def of(language):
        return print_pdf(sample(language), moment=MOMENT).content

    first = of("kk")
    of("ru")
    assert of("kk") == first
    assert len(started) == 1


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize(
    ("title", "options", "code", "typesetters"),
    [
        ("broken", {}, "template", 1),
        ("busy", {"seconds": 1}, "timeout", 2),
        # Out of memory after others: it is tried alone, before the document is blamed.
        ("greedy", {}, "crashed", 3),
    ],
)
def test_a_document_that_fails_takes_no_other_with_it(
    printed, started, title, options, code, typesetters
):
    memory = 400 * 1024**2
    before = printed("Отчёт", memory=memory)
    with pytest.raises(PrintFailed) as failure:
        printed(title, memory=memory, **options)
    assert failure.value.code == code
    assert printed("Отчёт", memory=memory) == before
    assert len(started) == typesetters


@pytest.mark.usefixtures("plain")
def test_a_typesetter_that_somebody_ended_between_two_documents_is_replaced(printed, started):
    before = printed("Отчёт")
    os.kill(started[0], 9)
    time.sleep(0.1)
    assert printed("Отчёт") == before
    assert len(started) == 2


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("mark", [("DOCUMENTS_OF_ONE", 3), ("MEMORY_OF_ONE", 1)])
def test_a_typesetter_is_replaced_after_so_many_documents_or_so_much_memory(
    printed, started, monkeypatch, mark
):
    monkeypatch.setattr(typesetting, *mark)
    for number in range(3):
        printed(f"Отчёт {number}")
    assert not os.path.exists(f"/proc/{started[-1]}")
    printed("Отчёт")
    assert len(started) == {"DOCUMENTS_OF_ONE": 2, "MEMORY_OF_ONE": 4}[mark[0]]

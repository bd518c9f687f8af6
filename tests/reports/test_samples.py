"""What the composer says, for whoever writes such reports to read: samples/kk.txt, ru.txt, en.txt.

Each file holds every sentence that tells a number, for each of NUMBERS, then whole reports: one of
which nothing is known, and one of which much is. After a change of words they are written anew by

    SAMPLES=write bin/test tests/reports/test_samples.py

and read before they are committed.
"""

import os
from pathlib import Path

import pytest
from django.utils.translation import override

from mediacenter.reports.composing import figures
from mediacenter.reports.composing.counted import PHRASES
from mediacenter.reports.composing.figures import TODAY_ONLY
from mediacenter.reports.composing.localized_facts import LocalizedFacts
from mediacenter.reports.indicators import REGISTRY, Kind
from mediacenter.toolkit.quantity import Qualifier
from tests.reports.test_composing import (
    LANGUAGES,
    broadcast,
    channel,
    composed,
    declared,
    facts,
    figure,
    listing,
    name,
    organization,
    span,
    words,
)

pytestmark = pytest.mark.together

SAMPLES = Path(__file__).parent / "samples"
NUMBERS = (0, 1, 2, 5, 21, 1_358)


def localized(language, code, **years):
    return LocalizedFacts(facts(figures={code: years}), language)


def sentences(language, **years):
    """The sentence on each indicator, whose figures of the `years` are these."""
    for code in PHRASES:
        found = localized(language, code, **years)
        yield f"    {words(figures.stated(found, code)[0]['runs'])}"


def compared(language):
    """What is said beside the year before: of one indicator, all that can be."""
    for before, now in ((0, 5), (5, 0), (1, 2), (5, 21), (21, 5), (120, 103), (5, 5), (5000, 5001)):
        found = localized(
            language, "social.materials", **{"2023": figure(before), "2024": figure(now)}
        )
        yield words(figures.change(found, "social.materials"))
    doubtful = {"2023": figure(1_358, Qualifier.MORE_THAN), "2024": figure(2_000, Qualifier.ABOUT)}
    yield words(
        figures.change(localized(language, "appeals.answered", **doubtful), "appeals.answered")
    )


def followers(language):
    for number in NUMBERS:
        for own, of in (((number, Qualifier.EXACT), 5), ((number, Qualifier.MORE_THAN), 61)):
            stated = figure(
                number + 2, own[1], own_number=own[0], own_qualifier=own[1], stated_by=2, of=of
            )
            document = composed(
                facts(figures={"social.followers.facebook": {"2024": stated}}), language
            )
            yield from lines(document["sections"][2]["sections"][0]["blocks"])
    for number in NUMBERS[1:]:
        both = facts(figures={"channels.both_pages": {"2024": figure(number, of=number + 40)}})
        yield words(composed(both, language)["sections"][2]["blocks"][0]["runs"])


def lines(blocks):
    for block in blocks:
        match block["kind"]:
            case "list" | "tasks":
                yield from (f"  – {words(item)}" for item in block["items"])
            case "definitions":
                yield from (f"  {pair['term']}: {words(pair['runs'])}" for pair in block["pairs"])
            case "table":
                yield f"[{block['caption']}]"
                yield " | ".join(column["label"] for column in block["columns"])
                yield from (" | ".join(words(cell) for cell in row) for row in block["rows"])
                yield block.get("note", "")
            case "chart":
                yield f"[{block['alt']} {block['unit']}]"
            case "signature":
                yield ""
            case _:
                yield words(block["runs"])


def whole(document):
    yield f"{document['title']}. {document['subtitle']}. {document['place_date']}"
    for one in document["key_figures"]:
        yield f"  {one['label']}: {one['value'] or '…'} ({one.get('note', '…')})"
    for section in (*document["sections"], *document["appendices"]):
        yield f"\n## {section['heading']}"
        yield from lines(section["blocks"])
        for part in section.get("sections", ()):
            yield f"\n### {part['heading']}"
            yield from lines(part["blocks"])


def each(kk, ru):
    return {"kk": kk, "ru": ru}


def visit(kk, ru, **details):
    return {
        **span("2023-01-01", "2024-12-31", "year"),
        "campaign": each("Акция «Сауалнама»", "Акция «Опрос»"),
        "place": each(kk, ru),
        "visited": None,
        "whose": None,
        **details,
    }


def much():
    """The facts of an organization that has something of everything."""
    figured = {
        code: {"2022": figure(number), "2023": figure(2 * number), "2024": figure(number + 1)}
        for number, code in enumerate(
            (code for code in PHRASES if not code.startswith("social.followers")), start=1
        )
    }
    figured["staff.information_officers"] = {"2024": declared(0, source="аппарат")}
    months = span("2024-03-12", "2024-03-14")
    contest = {
        "title": each("«Білгір» конкурсы", "Конкурс «Знаток»"),
        "network": "instagram",
        "conditions": each("парақшаға жазылу", "быть подписчиком"),
        "prize": each("кітап", "книга"),
        "followers_gained": 40,
        "followers_gained_qualifier": "about",
        "whose": None,
    }
    return facts(
        figures=figured,
        campaigns=listing(
            {
                **span("2024-04-01", "2024-04-30", "month"),
                "title": each("«Сауалнама» акциясы", "Акция «Опрос»"),
                "about": {},
                "whose": None,
            }
        ),
        visits=listing(
            visit("Шет ауданы", "Шетский район"),
            visit("Осакаров ауданы", "Осакаровский район"),
            visit("Саран қ.", "г. Сарань"),
            visit("Балқаш қаласы", "г. Балхаш"),
            visit("Балқаш қаласы", "г. Балхаш"),
            visit("Абай ауданы", "Абайский район", campaign=None, **span("2024-05-07")),
            visit("", "", campaign=None, **span("2024-05-08")),
        ),
        online_meetings=listing(
            {
                **months,
                "topic": {},
                "participants": each("төрағалар", "председатели"),
                "whose": None,
            }
        ),
        contests=listing(
            {**span("2024-01-01", "2024-12-31", "year"), **contest, "weekday": 4},
            {**months, **contest, "weekday": None},
        ),
        hearings=listing(
            {
                **span("2024-09-05"),
                "body": each("Атқару комитеті", "Исполнительный комитет"),
                "question": each("Ақпараттық жұмыс", "Информационная работа"),
                "with_levels": ["primary", "district"],
                "outcome": each("қаулы қабылданды", "принято постановление"),
                "resolution": "№ 5",
                "whose": None,
            }
        ),
        broadcasts=listing(broadcast("2024-08-30", programme="Приоритеты")),
        appendix=listing(
            organization(1, "Ұйым", channel("instagram", "https://www.instagram.com/uiym")),
            organization(2, "Филиал", is_visited=False),
        ),
        tasks_ahead=listing({"text": each("Міндет.", "Задача."), "status": "ahead"}),
        signer={"post": each("төраға", "председатель"), **name("А. Ракишева")},
        mandate={
            "organization": name("Салалық кәсіподақ"),
            "congress": "XV",
            "programmes": [
                {
                    "title": each("Қызмет бағдарламасы", "Программа деятельности"),
                    "first_year": 2024,
                    "last_year": 2029,
                }
            ],
        },
    )


def samples(language):
    for number in NUMBERS:
        yield f"# {number}"
        yield from sentences(language, **{"2024": figure(number)})
    for qualifier in (Qualifier.MORE_THAN, Qualifier.ABOUT):
        for number in (21, 1_358):
            yield f"# {qualifier} {number}"
            yield from sentences(language, **{"2024": figure(number, qualifier)})
    yield "# +/-"
    yield from compared(language)
    yield "# Facebook, Instagram"
    yield from followers(language)
    for found in (facts(), much()):
        yield "\n# …"
        yield from whole(composed(found, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_samples_are_what_the_composer_says(language):
    with override(language):
        said = "\n".join(samples(language)) + "\n"
    file = SAMPLES / f"{language}.txt"
    if os.environ.get("SAMPLES") == "write":
        SAMPLES.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def test_every_indicator_that_is_a_number_has_its_sentence():
    numbers = {code for code, one in REGISTRY.items() if one.kind == Kind.NUMBER} - TODAY_ONLY
    assert numbers == set(PHRASES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_is_parted_from_its_word(language):
    with override(language):
        for code in PHRASES:
            found = localized(language, code, **{"2024": figure(21)})
            said = "".join(run["text"] for run in figures.stated(found, code)[0]["runs"])
            assert "21 " not in said, said

"""From facts to words: what is stated is told with its doubt, what is not is said to be missing."""

import datetime as dt
import json

import pytest
from django.utils.translation import override

from mediacenter.reports.composing import compose
from mediacenter.reports.composing.localized_facts import FigureIdentity
from mediacenter.reports.composing.places import of_places
from mediacenter.reports.composing.wording import say_span, titled
from mediacenter.reports.facts.shapes import APPENDIX_ROWS, LIST_ROWS
from mediacenter.services.printing import blocks
from mediacenter.services.printing.document import blocks_of, numbered
from mediacenter.services.printing.pdf import print_pdf
from mediacenter.services.printing.schema import check, check_shape

LANGUAGES = ("kk", "ru", "en")
ISSUED = dt.date(2025, 1, 15)


def listing(*rows, is_cut=False):
    return {"rows": list(rows), "is_cut": is_cut}


def span(first, last=None, precision="day"):
    return {"starts_on": first, "ends_on": last or first, "precision": precision}


def name(text):
    return {"name": {"kk": text}, "short_name": {}}


def organization(number, text, *channels, is_visited=None):
    return {
        "number": number,
        "kind": "district",
        **name(text),
        "channels": list(channels),
        "is_visited": is_visited,
    }


def channel(network, url, *doubts, followers=None):
    return {
        "network": network,
        "url": url,
        "title": "",
        "doubts": list(doubts),
        "followers": followers,
    }


def figure(number, qualifier="exact", **details):
    return {
        "number": number,
        "qualifier": qualifier,
        "as_of": None,
        "stated_by": 1,
        "of": 1,
        "basis": "counted",
        "own_number": number,
        "own_qualifier": qualifier,
        "declared": None,
        **details,
    }


def declared(number, *, source="аппарат", note="", in_register=None, why=""):
    words = {
        "scope": "own",
        "as_of": None,
        "precision": "day",
        "source": {"kk": source},
        "note": {"kk": note} if note else {},
        "in_register": in_register and {"number": in_register, "qualifier": "exact"},
        "difference": {"kk": why} if why else {},
    }
    return figure(number, basis="declared", declared=words)


LISTS = (
    "rubrics",
    "outlets",
    "publications",
    "broadcasts",
    "printed",
    "subscriptions",
    "subscribed_below",
    "campaigns",
    "visits",
    "online_meetings",
    "contests",
    "hearings",
    "boards",
    "feedback",
    "seminars",
    "tasks_set_before",
    "tasks_ahead",
)


def facts(**changes):
    """The facts of an organization of which nothing but its name is known, with `changes`."""
    return {
        "edition": 1,
        "year": 2024,
        "years": [2022, 2023, 2024],
        "organization": {"slug": "uiym", "kind": "regional", **name("Ұйым"), "region": None},
        "parents": [],
        "signer": None,
        "mandate": None,
        "figures": {},
        "printed_kinds": [],
        "undated": {},
        **{one: listing() for one in LISTS},
        "appendix": listing(organization(1, "Ұйым")),
        **changes,
    }


def composed(found, language="en"):
    document = compose(found, language, identifier="uiym-2024", issued=ISSUED)
    check(document)
    for identity in identities(document):
        check_shape(identity, FigureIdentity, "figure")
    return document


def identities(node):
    """What a document says of its numbers: which they are."""
    if isinstance(node, list):
        for one in node:
            yield from identities(one)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in ("figure", "noted"):
                yield value
            elif name == "figures":
                yield from filter(None, value)
            elif name != "labels":
                yield from identities(value)


def words(node):
    """Every text of a document, in its order."""
    if isinstance(node, dict):
        unsaid = ("url", "figure", "date")
        return " ".join(words(value) for key, value in node.items() if key not in unsaid)
    if isinstance(node, list):
        are_runs = all(isinstance(one, dict) and "text" in one for one in node)
        return ("" if are_runs else " ").join(map(words, node))
    return node.replace("\N{NO-BREAK SPACE}", " ") if isinstance(node, str) else ""


def tables(document):
    return {block["caption"]: block for _, block in blocks_of(document) if block["kind"] == "table"}


def cells(row):
    return [words(cell) for cell in row]


# --- Nothing stated ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stated_makes_a_decent_report_that_says_so(language):
    document = composed(facts(), language)
    assert all(one["value"] is None for one in document["key_figures"])
    missing = [block for _, block in blocks_of(document) if block.get("tone") == "missing"]
    assert len(missing) > 15
    assert print_pdf(document, moment=dt.datetime(2025, 1, 15, tzinfo=dt.UTC)).content


@pytest.mark.parametrize(("language", "said"), [("ru", "нет данных"), ("kk", "дерек жоқ")])
def test_what_is_missing_is_named_so_in_the_frame(language, said):
    assert composed(facts(), language)["labels"]["not_stated"] == said


def test_a_declared_zero_is_told_as_zero():
    document = composed(
        facts(figures={"staff.information_officers": {"2024": declared(0, note="қаражат жоқ")}})
    )
    said = words(document["sections"][0])
    assert "There is no staff post for information work. қаражат жоқ" in said


def test_a_year_that_nobody_stated_is_an_empty_cell_and_no_bar():
    document = composed(facts(figures={"social.materials": {"2022": figure(76)}}))
    table = tables(document)["Materials published on the pages in social networks"]
    assert [cells(row) for row in table["rows"]] == [
        ["Materials published on social network pages", "76", "", ""]
    ]
    (chart,) = [block for _, block in blocks_of(document) if block["kind"] == "chart"]
    assert chart["series"][0]["values"] == [76, None, None]
    assert "2023: no data" in chart["alt"]


# --- Figures -----------------------------------------------------------------------------------


def three_years(code, *numbers, **details):
    years = ("2022", "2023", "2024")
    return {code: {y: figure(n, **details) for y, n in zip(years, numbers, strict=True)}}


def changes_of(found):
    section = next(one for one in found["sections"] if one["heading"] == "Three-year figures")
    return words(section["sections"][0])


def test_what_changed_is_told_with_difference_and_share():
    changed = changes_of(composed(facts(figures=three_years("social.materials", 76, 120, 103))))
    assert "published 103 materials, 17 (14.2 %) fewer than in 2023." in changed
    grown = changes_of(composed(facts(figures=three_years("press.publications", 1, 24, 27))))
    assert "carried 27 publications, 3 (12.5 %) more than in 2023." in grown
    same = changes_of(composed(facts(figures=three_years("press.broadcasts", 1, 2, 2))))
    assert "There were 2 appearances" in same
    assert "as many as in 2023." in same


def test_growth_from_nothing_has_no_share():
    changed = changes_of(composed(facts(figures=three_years("social.materials", 5, 0, 10))))
    assert "10 materials, in 2023 0." in changed
    assert "%" not in changed


def test_doubtful_figures_are_set_side_by_side_but_not_subtracted():
    figures = three_years("appeals.answered", 900, 1358, 2000, qualifier="more_than")
    changed = changes_of(composed(facts(figures=figures)))
    assert "answered more than 2,000 appeals" in changed
    assert "in 2023 more than 1,358." in changed
    assert "642" not in changed


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "более 5 000"), ("kk", "5 000-нан астам"), ("en", "more than 5,000")],
)
def test_a_doubt_goes_with_its_figure_in_every_language(language, said):
    figures = {"social.followers.facebook": {"2024": figure(5000, "more_than")}}
    document = composed(facts(figures=figures), language)
    values = [one["value"] for one in document["key_figures"] if one["value"]]
    assert [words(value) for value in values] == [said]
    assert words(document["sections"]).count(said) == 2


def test_a_declared_figure_brings_its_source_and_remark():
    figures = {"social.materials": {"2024": declared(103, source="сот", note="қараша айына дейін")}}
    table = tables(composed(facts(figures=figures)))[
        "Materials published on the pages in social networks"
    ]
    assert table["note"] == "Source: сот. қараша айына дейін"


def test_the_table_tells_on_what_a_figure_rests():
    figures = {
        "social.materials": {"2024": declared(103)},
        "press.broadcasts": {"2024": figure(1)},
        "press.publications": {"2024": figure(5, basis="both")},
    }
    table = tables(composed(facts(figures=figures)))["Figures of the years 2022 to 2024"]
    assert {cells(row)[0]: cells(row)[-1] for row in table["rows"]} == {
        "Materials published on social network pages": "declared",
        "Publications in newspapers and magazines": "both",
        "Appearances on television, radio and video channels": "register",
    }


def test_yes_and_no_are_words():
    figures = {"press.partner_mentions": {"2023": declared(0), "2024": declared(1)}}
    table = tables(composed(facts(figures=figures)))["Figures of the years 2022 to 2024"]
    assert cells(table["rows"][0])[1:4] == ["", "no", "yes"]


def test_followers_of_all_pages_tell_how_many_organizations_they_are_of():
    figures = {
        "social.followers.instagram": {
            "2024": figure(900, own_number=None, stated_by=3, of=13, own_qualifier="exact")
        }
    }
    said = words(composed(facts(figures=figures)))
    assert "the pages of 3 of 13 organizations together: 900 followers" in said
    assert "own page" not in said


# --- Lists -------------------------------------------------------------------------------------


def broadcast(day, **details):
    return {
        **span(day),
        "outlet": {"kk": "Арна"},
        "kind": "tv",
        "level": "regional",
        "programme": "",
        "topic": {},
        "url": "",
        "speakers": [],
        "speakers_post": {},
        **details,
    }


def test_a_broadcast_has_its_day_channel_topic_speakers_and_link():
    one = broadcast(
        "2024-08-30",
        programme="Зеленая волна",
        topic={"ru": "Работа профсоюза"},
        speakers=[{"ru": "Кашенова М."}, {"ru": "Хамитова Э."}],
        speakers_post={"ru": "председатели филиалов"},
        url="https://youtu.be/rUlsl2hpIZ4",
    )
    document = composed(facts(broadcasts=listing(one, broadcast("2024-09-01"))))
    full, bare = tables(document)["Broadcast appearances, 2022–2024, by date"]["rows"]
    assert cells(full) == [
        "30 August 2024",
        "Арна (television, regional level), programme “Зеленая волна”",
        "Работа профсоюза",
        "Кашенова М., Хамитова Э., председатели филиалов",
        "https://youtu.be/rUlsl2hpIZ4",
    ]
    assert full[-1][0]["url"] == "https://youtu.be/rUlsl2hpIZ4"
    assert bare[2:] == [[], [], []]


def test_two_speakers_of_one_broadcast_have_two_posts():
    one = broadcast(
        "2024-08-30",
        speakers=[{"ru": "Кашенова М."}, {"ru": "Хамитова Э."}, {"ru": "Гость Г."}],
        speakers_posts=[{"ru": "председатель"}, {"ru": "юрист"}, {}],
    )
    document = composed(facts(broadcasts=listing(one)))
    [row] = tables(document)["Broadcast appearances, 2022–2024, by date"]["rows"]
    assert cells(row)[3] == "Кашенова М., председатель; Хамитова Э., юрист; Гость Г."


def test_a_cut_list_says_that_the_register_holds_the_rest():
    document = composed(facts(broadcasts=listing(broadcast("2024-08-30"), is_cut=True)))
    assert "the rest are in the register" in words(document)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("rubrics", {"name": {"kk": "Айдар"}, "marks_memorable_dates": False, "posts": []}),
        ("feedback", {"kind": "question", "way": "phone"}),
        ("printed", {"title": {"kk": "Кітапша"}, "kind": "brochure", "copies": None}),
        ("tasks_ahead", {"text": {"kk": "Міндет"}}),
        ("tasks_set_before", {"text": {"kk": "Міндет"}, "status": "done", "outcome": {}}),
        ("subscribed_below", {"kk": "Газет"}),
    ],
)
def test_no_list_is_cut_in_silence(name, row):
    told = "the rest are in the register"
    assert words(composed(facts(**{name: listing(row, is_cut=True)}))).count(told) == 1
    assert told not in words(composed(facts(**{name: listing(row)})))


@pytest.mark.parametrize("number", [0, 1])
def test_a_cut_list_beside_a_figure_that_does_not_exceed_it_says_so(number):
    document = composed(
        facts(
            broadcasts=listing(broadcast("2024-08-30"), is_cut=True),
            figures={
                "press.broadcasts": {"2024": figure(number, declared=declared(number)["declared"])}
            },
        )
    )
    assert words(document).count("the rest are in the register") == 1
    assert "In the register beyond" not in words(document)


def visit(place, **details):
    return {
        **span("2023-01-01", "2024-12-31", "year"),
        "campaign": {"ru": "Как живешь первичка?"},
        "place": {"kk": place},
        "visited": None,
        "whose": None,
        **details,
    }


def test_places_of_a_campaign_are_named_once_and_branches_left_out_are_named_too():
    document = composed(
        facts(
            visits=listing(visit("Шет ауданы"), visit("Қарағанды қ."), visit("Қарағанды қ.")),
            appendix=listing(
                organization(1, "Ұйым"),
                organization(2, "Шет", is_visited=True),
                organization(3, "Балқаш", is_visited=False),
            ),
        )
    )
    said = words(document["sections"])
    assert "In the campaign “Как живешь первичка?”" in said
    assert "in 2023–2024" in said
    assert said.count("Қарағанды қ.") == said.count("Қарағанды қ. (2 visits)") == 1
    assert "Branches that were not visited in the year: Балқаш." in said


def test_a_contest_is_told_with_its_day_conditions_and_prize():
    contest = {
        **span("2024-01-01", "2024-12-31", "year"),
        "title": {"ru": "Розыгрыш"},
        "network": "instagram",
        "weekday": 4,
        "conditions": {"ru": "быть подписчиком\nотметить 3 членов"},
        "prize": {"ru": "приз"},
        "followers_gained": 1000,
        "followers_gained_qualifier": "exact",
        "whose": None,
    }
    said = words(composed(facts(contests=listing(contest))))
    for part in ("“Розыгрыш”", "Friday", "Instagram", "1,000", "приз", "отметить 3 членов"):
        assert part in said


def test_the_appendix_writes_every_link_out_and_makes_it_work():
    both = (
        channel("instagram", "https://www.instagram.com/uiym"),
        channel("facebook", "https://www.facebook.com/uiym", "personal"),
    )
    document = composed(
        facts(appendix=listing(organization(1, "Ұйым", *both), organization(2, "Филиал")))
    )
    table = document["appendices"][0]["blocks"][0]
    assert [cells(row) for row in table["rows"]] == [
        ["1", "Ұйым", "https://www.instagram.com/uiym", "https://www.facebook.com/uiym"],
        ["2", "Филиал", "", ""],
    ]
    quality = words(document["sections"][-2])
    assert "looks like a personal account" in quality
    assert "No page on Facebook is known of: Филиал." in quality


def test_many_organizations_without_a_page_are_counted_not_named():
    rows = [organization(1, "Ұйым", channel("facebook", "https://www.facebook.com/uiym"))]
    rows += [organization(n, f"Филиал {n}") for n in range(2, 30)]
    quality = words(composed(facts(appendix=listing(*rows)))["sections"][-2])
    assert "No page on Facebook is known of 28 of the 29 organizations" in quality
    assert "Филиал 7" not in quality


def test_records_without_a_date_are_mentioned():
    assert "visits and meetings: 2" in words(composed(facts(undated={"visits": 2})))


def test_tasks_stand_above_the_signature():
    document = composed(
        facts(
            tasks_ahead=listing({"text": {"kk": "Міндет"}, "status": "ahead"}),
            signer={"name": {"kk": "Төраға Т."}, "post": {"kk": "төраға"}},
        ),
        "kk",
    )
    assert [block["kind"] for block in document["sections"][-1]["blocks"]] == [
        "tasks",
        "signature",
    ]
    assert document["signer"] == {"post": "Төраға", "name": "Төраға Т."}


def test_a_text_that_is_missing_in_a_language_stands_in_one_that_has_it():
    found = facts(tasks_ahead=listing({"text": {"ru": "Задача"}, "status": "ahead"}))
    assert "Задача" in words(composed(found, "kk"))


# --- The whole ---------------------------------------------------------------------------------


def test_the_largest_appendix_fits_the_paper():
    rows = [organization(n, f"Филиал {n}") for n in range(1, APPENDIX_ROWS + 1)]
    document = composed(
        facts(
            appendix=listing(*rows, is_cut=True),
            broadcasts=listing(*(broadcast("2024-08-30") for _ in range(LIST_ROWS))),
        )
    )
    assert f"the first {APPENDIX_ROWS} organizations" in words(document["appendices"])


def test_the_order_of_keys_does_not_matter():
    found = facts(
        figures={
            **three_years("social.materials", 76, 120, 103),
            **three_years("press.publications", 24, 27, 10),
        },
        undated={"visits": 2, "contests": 1},
    )

    def reversed_keys(node):
        if isinstance(node, dict):
            return {key: reversed_keys(node[key]) for key in reversed(node)}
        return [reversed_keys(one) for one in node] if isinstance(node, list) else node

    shuffled = reversed_keys(json.loads(json.dumps(found)))
    assert composed(shuffled, "ru") == composed(found, "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_report_is_not_that_of_the_reader(language):
    with override("en"):
        one = composed(facts(), language)
    with override("ru"):
        other = composed(facts(), language)
    assert one == other
    assert numbered(one)["language"] == language


def test_a_sentence_ends_with_one_stop_whatever_the_names_in_it_end_with():
    said = blocks.sentence("Акция %(title)s, %(when)s.", title="Слёт", when="5 мая 2026 г.")
    assert "".join(run["text"] for run in said) == "Акция Слёт, 5 мая 2026 г."
    assert blocks.paragraph("Виды: газеты и др..")["runs"] == [blocks.run("Виды: газеты и др.")]


# --- The style of officials --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("акция", "Акция «Опрос»", "«Опрос»"),
        ("акция", "«Сауалнама» акциясы", "«Сауалнама»"),
        ("акция", "Акция недели", "«Акция недели»"),
        ("акция", "Опрос", "«Опрос»"),
    ],
)
def test_a_title_that_brings_the_word_of_its_kind_does_not_have_it_twice(kind, title, said):
    with override("ru"):
        assert titled(kind, title) == said


@pytest.mark.parametrize(
    ("language", "names", "said"),
    [
        (
            "ru",
            ["Шетский район", "Бухар-Жырауский район", "г. Сарань", "г. Алга", "г. Караганда"],
            "Шетского, Бухар-Жырауского районов, городов Сарани, Алги, Караганды",
        ),
        ("ru", ["город Костанай"], "города Костаная"),
        ("ru", ["г. Темиртау", "г. Балхаш"], "городов Темиртау, Балхаша"),
        ("ru", ["Шетский район", "Топар"], None),
        ("kk", ["Шет ауданы", "Саран қ.", "Абай қаласы"], "Шет ауданының, Саран, Абай қалаларының"),
        ("en", ["Shet District"], None),
    ],
)
def test_the_places_of_a_sentence_stand_in_the_genitive(language, names, said):
    assert of_places(names, language, times=lambda name: "") == said


@pytest.mark.parametrize(
    ("span_of", "ru", "kk"),
    [
        (("2024-08-30", "2024-08-30", "day"), "30 августа 2024 года", "2024 жылғы 30 тамыз"),
        (("2024-03-12", "2024-03-14", "day"), "12–14 марта 2024 года", "2024 жылғы 12–14 наурыз"),
        (("2024-04-01", "2024-04-30", "month"), "Апрель 2024 года", "2024 жылғы сәуір"),
        (("2024-01-01", "2024-12-31", "year"), "2024 год", "2024 жыл"),
        (("2023-01-01", "2024-12-31", "year"), "2023–2024 годы", "2023–2024 жылдар"),
    ],
)
def test_dates_are_those_of_official_prose(span_of, ru, kk):
    for language, said in (("ru", ru), ("kk", kk)):
        with override(language):
            assert say_span(*span_of).replace("\N{NO-BREAK SPACE}", " ").lower() == said.lower()

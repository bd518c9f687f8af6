"""Answering a question from the index, at a cost that stays however many records there are."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.models.functions import Length

from mediacenter.toolkit.stemming.folding import fold
from mediacenter.toolkit.stemming.forms import words_of

from .asking import asked_in, beginning_in, on_another_keyboard
from .excerpts import excerpts
from .indexing import near
from .kinds import FACETS, KINDS
from .models import Entry, Word

FEW = 4_000  # matches; where there are more, the newest are sought through instead
NEWEST = 1_500  # of these, until there are enough: to read the words of one costs most
CANDIDATES = {True: 300, False: 150}  # the newest with a day, and those without one, are ranked
A_PAGE = 20
SUGGESTED = 8
FACET_SHOWN = 12  # values of a facet
NARROWED_BY = ("kind", "rubric", "region", "union", "year")
LIVE = "(since IS NULL OR since <= now()) AND (until IS NULL OR until > now())"
COLUMNS = 'id, kind, record, day, rubric, region, "union", words'


@dataclass(frozen=True)
class Result:
    """A record on a page of results; title and excerpt are safe HTML with <mark>."""

    kind: str
    title: str
    address: str
    note: str
    excerpt: str


@dataclass(frozen=True)
class Found:
    """`number`: of candidates; `has_more`: there are others. `facets`: see `counted`."""

    results: list = field(default_factory=list)
    number: int = 0
    has_more: bool = False
    page: int = 1
    pages: int = 0
    facets: list = field(default_factory=list)


def find(text, language, *, narrowed=None, page=1):
    """Return the Found of a question in the texts of a language.

    `narrowed`: {kind: code, rubric: key, region: key, union: key, year: number}, each once.
    """
    asked = asked_in(language, text)
    if not asked.query:
        return Found()
    narrowed = narrowed or {}
    rows, has_more = ranked(asked, narrowed)
    pages = -(-len(rows) // A_PAGE)
    page = max(1, min(page, pages))
    shown = rows[(page - 1) * A_PAGE : page * A_PAGE]
    return Found(
        results_of(shown, asked),
        number=len(rows),
        has_more=has_more,
        page=page,
        pages=pages,
        facets=counted(rows, narrowed),
    )


def ranked(asked, narrowed):
    """[(id, kind, record, day, rubric, region, union)] of the candidates, best first; has more."""
    where, values = conditions(asked.language, narrowed)
    match = "words @@ %s::tsquery"
    few = f"""WITH {matching(COLUMNS, where)},
        matched AS MATERIALIZED (SELECT * FROM matching LIMIT {FEW + 1})
        {ranking("matched")}"""  # noqa: S608  no value stands in it
    rows = fetched_by_words(few, [*values, asked.query, asked.query])
    if rows and rows[0][-1] > FEW:
        newest = " UNION ALL ".join(
            f"""(SELECT * FROM (SELECT {COLUMNS} FROM search_entry
                 WHERE {where} AND day IS {known} NULL
                 ORDER BY day DESC, id DESC LIMIT {NEWEST}) AS newest
                 WHERE {match} ORDER BY day DESC, id DESC LIMIT {CANDIDATES[dated]})"""  # noqa: S608
            for dated, known in ((True, "NOT"), (False, ""))
        )
        many = f"WITH matched AS MATERIALIZED ({newest}) {ranking('matched')}"
        rows = fetched(many, [*values, asked.query, *values, asked.query, asked.query])
        return [row[:-2] for row in rows], True
    has_more = bool(rows) and rows[0][-1] > len(rows)
    return [row[:-2] for row in rows], has_more


def matching(columns, where):
    """A CTE of all that matches: PostgreSQL plans it for the whole, by the index of words, and
    reads no more of it than is asked for. With the limit inside it may read the table instead,
    in the hope of meeting some soon.
    """
    return f"""matching AS MATERIALIZED (
        SELECT {columns} FROM search_entry WHERE {where} AND words @@ %s::tsquery)"""  # noqa: S608


def ranking(matched):
    """Rank the newest of what has matched, and count all of it; a place in the title counts most.
    Of more than FEW none is ranked: they are only counted.

    What has no day, an organization say, goes before what only tells of it.
    """
    newest = " UNION ALL ".join(
        f"(SELECT * FROM {matched} WHERE day IS {'NOT' if dated else ''} NULL"  # noqa: S608
        f" ORDER BY day DESC, id DESC LIMIT {number})"
        for dated, number in CANDIDATES.items()
    )
    return f"""
        SELECT id, kind, record, day, rubric, region, "union",
               CASE WHEN number <= {FEW} THEN
                   ts_rank('{{0.05, 0.1, 0.2, 1.0}}', words, %s::tsquery, 1)
                   / (1 + greatest(0, current_date - coalesce(day, current_date)) / 1500.0)
               END AS rank, number
        FROM ({newest}) AS newest, (SELECT count(*) AS number FROM {matched}) AS counted
        ORDER BY rank DESC, day DESC NULLS FIRST, id DESC"""  # noqa: S608


def fetched(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def fetched_by_words(statement, values):
    """As `fetched`, by the index of words however common they are: nothing else finds a record
    without reading all of its words, which PostgreSQL takes for no work.
    """
    with connection.cursor() as cursor:
        cursor.execute(BY_WORDS.format("off") + statement, values)
        rows = cursor.fetchall()
        if connection.in_atomic_block:
            cursor.execute(BY_WORDS.format("DEFAULT"))
        return rows


BY_WORDS = "SET LOCAL enable_seqscan = {0}; SET LOCAL enable_indexscan = {0};"


def conditions(language, narrowed):
    """SQL and its values; the language stands in it literally, for the index of its words alone."""
    parts, values = [f"language = '{language}'", LIVE], []
    for name in NARROWED_BY:
        if name not in narrowed:
            continue
        if name == "year":
            parts.append("day BETWEEN make_date(%s, 1, 1) AND make_date(%s, 12, 31)")
            values += [narrowed[name]] * 2
        else:
            parts.append(f'"{name}" = %s')
            values.append(narrowed[name])
    return " AND ".join(parts), values


def results_of(rows, asked):
    """What is shown of some candidates: only what everybody reads by the word of its room."""
    keys = {}
    for _id, kind, record, *_rest in rows:
        keys.setdefault(kind, []).append(record)
    shown = {
        (kind, key): one
        for kind, some in keys.items()
        if kind in KINDS
        for key, one in KINDS[kind].shown(some, asked.language).items()
    }
    kept = [row for row in rows if (row[1], row[2]) in shown]
    texts = dict(Entry.objects.filter(pk__in=[row[0] for row in kept]).values_list("pk", "text"))
    titles = [shown[row[1], row[2]].title for row in kept]
    marked = excerpts(
        asked, [(title, texts.get(row[0], "")) for title, row in zip(titles, kept, strict=True)]
    )
    return [
        Result(row[1], title, shown[row[1], row[2]].address, shown[row[1], row[2]].note, excerpt)
        for row, (title, excerpt) in zip(kept, marked, strict=True)
    ]


def counted(rows, narrowed):
    """What candidates can be narrowed by: [{code, values: [{key, name, number, is_chosen}]}]."""
    columns = {"kind": 1, "rubric": 4, "region": 5, "union": 6}
    facets = []
    for code in NARROWED_BY:
        if code == "year":
            numbers = Counter(row[3].year for row in rows if row[3])
            if code in narrowed:
                numbers.setdefault(narrowed[code], 0)
            labels = {year: str(year) for year in numbers}
            ordered = sorted(numbers, reverse=True)
        else:
            numbers = Counter(row[columns[code]] for row in rows if row[columns[code]] is not None)
            if code in narrowed:
                numbers.setdefault(narrowed[code], 0)
            keys = [key for key, _ in numbers.most_common(FACET_SHOWN)]
            if code == "kind":
                labels = {key: KINDS[key].name for key in keys if key in KINDS}
            else:
                labels = FACETS[code].labels(keys) if keys and code in FACETS else {}
            ordered = [key for key in keys if key in labels]
        values = [
            {
                "key": key,
                "name": labels[key],
                "number": numbers[key],
                "is_chosen": narrowed.get(code) == key,
            }
            for key in ordered[:FACET_SHOWN]
        ]
        if len(values) > 1 or code in narrowed:
            facets.append({"code": code, "values": values})
    return facets


def suggestions(text, language):
    """Up to SUGGESTED titles that go on as somebody types: [(title, address)]."""
    asked = beginning_in(language, text)
    if not asked.query:
        return []
    rows, _has_more = ranked(asked, {})
    rows = rows[: SUGGESTED * 2]
    keys = {}
    for _id, kind, record, *_rest in rows:
        keys.setdefault(kind, []).append(record)
    shown = {
        (kind, key): one
        for kind, some in keys.items()
        if kind in KINDS
        for key, one in KINDS[kind].shown(some, language).items()
    }
    found = [shown[row[1], row[2]] for row in rows if (row[1], row[2]) in shown]
    return [(one.title, one.address) for one in found[:SUGGESTED]]


def meant_instead(text, language):
    """What finds something where the question did not: other keys, other letters; or ""."""
    tried = on_another_keyboard(text)
    spelled = better_spelled(text, language)
    for one in [*tried, *([spelled] if spelled else [])]:
        if is_found(one, language):
            return one
    return ""


def in_other_languages(text, language, languages):
    """The languages in whose texts the question finds something."""
    return [code for code in languages if code != language and is_found(text, code)]


def is_found(text, language):
    """Whether anything is found that everybody reads."""
    asked = asked_in(language, text)
    if not asked.query:
        return False
    where, values = conditions(language, {})
    match = f"""WITH {matching("kind, record", where)}
        SELECT kind, record FROM matching LIMIT {A_PAGE}"""  # noqa: S608
    keys = {}
    for kind, record in fetched(match, [*values, asked.query]):
        keys.setdefault(kind, []).append(record)
    return any(KINDS[kind].shown(some, language) for kind, some in keys.items() if kind in KINDS)


def better_spelled(text, language):
    """The text with its words set right by those of titles; "" where nothing is near."""
    words = words_of(text)
    sought = {key: word for word in words for key in near(word)}
    if not sought or len(words) > 6:
        return ""
    known = Word.objects.filter(language=language, near__overlap=list(sought))
    candidates = list(known.order_by(Length("word"), "word").values_list("word", flat=True)[:500])
    better = [nearest(word, candidates) for word in words]
    return " ".join(better) if better != words else ""


def nearest(word, candidates):
    """The candidate with the fewest other letters, at most two; else the word itself."""
    near_in_length = (one for one in candidates if abs(len(one) - len(word)) < 3)
    ways = [(distance(fold(word), fold(one)), one) for one in near_in_length]
    best = min(ways, default=(3, word))
    return best[1] if best[0] <= 2 else word


def distance(one, other):
    """How many letters are put in, left out, changed or swapped with the next (Damerau)."""
    before, row = None, list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before_that, before = before, row
        row = [at]
        for there, another in enumerate(other, start=1):
            ways = [before[there] + 1, row[-1] + 1, before[there - 1] + (letter != another)]
            if at > 1 and there > 1 and letter == other[there - 2] and one[at - 2] == another:
                ways.append(before_that[there - 2] + 1)
            row.append(min(ways))
    return row[-1]

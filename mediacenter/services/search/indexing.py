"""Keeping the index as the records are. One at a time indexes: nothing old overwrites new."""

import time
from collections import defaultdict

from django.db import connection, transaction
from psycopg2.extras import execute_values

from mediacenter.toolkit.signs_of_life import sign_of_life
from mediacenter.toolkit.stemming.folding import fold
from mediacenter.toolkit.stemming.forms import forms_of, words_of

from .kinds import KINDS
from .models import Due, Entry, Word

BATCH = 200  # records a transaction
SECONDS = 10  # of one run; the rest waits for the next
WORDS_INDEXED = 10_000  # of a text; PostgreSQL knows no place beyond 16,383
TEXT_KEPT = 4_000  # characters to choose an excerpt from
WORDS_PROVED = 1_000  # a transaction, whether a title bears them
PLACES_KEPT = 20  # of a form in a text
IN_TITLE = "^"  # before a form: the index of words knows no weights, and this it finds
LOCK = 7_321_001  # of PostgreSQL's advisory locks


def index_due(*, seconds=SECONDS):
    """Make the entries of all records that are due anew; return how many records.

    Each batch is a transaction, so that whoever is killed leaves the rest due. Returns at once
    where another is at it.
    """
    until, indexed = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        number = index_batch()
        if not number:
            break
        indexed += number
        sign_of_life.send(index_due)
    return indexed


@transaction.atomic
def index_batch():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(TAKE_DUE, [BATCH])
        due = set(cursor.fetchall())
    records = defaultdict(list)
    for code, key in sorted(due):
        records[code].append(key)
    for code, keys in records.items():
        index_records(code, keys)
    return len(due)


# The records that have waited longest, with all that has been put down for each: an article and
# its texts put it down one by one. What is read after this is no older than what is taken away.
TAKE_DUE = """
WITH oldest AS (
    SELECT DISTINCT kind, record
    FROM (SELECT kind, record FROM search_due ORDER BY id LIMIT %s) AS first)
DELETE FROM search_due USING oldest
WHERE search_due.kind = oldest.kind AND search_due.record = oldest.record
RETURNING search_due.kind, search_due.record
"""


def rebuild(*, say=lambda line: None):
    """Make the whole index anew, while it serves; killed and begun again, it is the same."""
    for kind in KINDS.values():
        last, number = 0, 0
        while True:
            with transaction.atomic():
                wait_for_others()
                keys = list(
                    kind.model._base_manager.filter(pk__gt=last)
                    .order_by("pk")
                    .values_list("pk", flat=True)[:BATCH]
                )
                Due.objects.filter(kind=kind.code, record__in=keys).delete()
                index_records(kind.code, keys)
                upto = keys[-1] if len(keys) == BATCH else None
                drop_gone(kind.code, keys, after=last, upto=upto)
            number += len(keys)
            sign_of_life.send(rebuild)
            if upto is None:
                break
            last = upto
        say(f"{kind.code}: {number}")
    Entry.objects.exclude(kind__in=KINDS).delete()


def wait_for_others():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def drop_gone(code, keys, *, after, upto):
    """Delete the entries of records that are no more, between two keys."""
    gone = Entry.objects.filter(kind=code, record__gt=after).exclude(record__in=keys)
    (gone if upto is None else gone.filter(record__lte=upto)).delete()


def index_records(code, keys):
    """Make the entries of records anew, inside a transaction; what has none any more loses them."""
    kind = KINDS.get(code)
    written = [one for one in kind.written(keys) if is_ever_read(one)] if kind else []
    known = forms_by_language(written)
    rows = [row_of(code, one, known[one.language]) for one in written]
    kept = defaultdict(list)
    for one in written:
        kept[one.language].append(one.record)
    for language in ("kk", "ru", "en"):
        gone = Entry.objects.filter(kind=code, record__in=keys, language=language)
        gone.exclude(record__in=kept[language]).delete()
    with connection.cursor() as cursor:
        execute_values(cursor, UPSERT, rows)
    learn(written)


UPSERT = """
INSERT INTO search_entry
    (kind, record, language, words, text, day, rubric, region, "union", since, until)
VALUES %s
ON CONFLICT (kind, record, language) DO UPDATE SET
    words = EXCLUDED.words, text = EXCLUDED.text, day = EXCLUDED.day, rubric = EXCLUDED.rubric,
    region = EXCLUDED.region, "union" = EXCLUDED."union", since = EXCLUDED.since,
    until = EXCLUDED.until
"""


def is_ever_read(one):
    return not one.since or not one.until or one.since <= one.until


def forms_by_language(written):
    words = defaultdict(list)
    for one in written:
        words[one.language] += words_of(one.title)
        words[one.language] += words_below(one)
    return {language: forms_of(language, some) for language, some in words.items()}


def words_below(one):
    """The words below a title, as many as are indexed."""
    return words_of(f"{one.text} {one.also}")[:WORDS_INDEXED]


def row_of(code, one, forms):
    return (
        code,
        one.record,
        one.language,
        vector(words_of(one.title), words_below(one), forms),
        one.text[:TEXT_KEPT],
        one.day,
        one.rubric,
        one.region,
        one.union,
        one.since,
        one.until,
    )


def vector(title, text, forms):
    """A tsvector in PostgreSQL's spelling: forms with their places, those of the title heavier."""
    places = defaultdict(list)
    for place, word in enumerate(title, start=1):
        for form in forms[word]:
            places[form].append(f"{place}A")
            places[IN_TITLE + form].append(f"{place}A")
    for place, word in enumerate(text, start=len(title) + 2):
        for form in forms[word]:
            if len(places[form]) < PLACES_KEPT:
                places[form].append(str(place))
    return " ".join(f"{quoted(form)}:{','.join(some)}" for form, some in places.items())


def quoted(form):
    """A form as PostgreSQL reads it in vectors and queries."""
    return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"


def learn(written):
    """Remember the words of titles; `meant_instead` offers what everybody may read by then."""
    found = {
        (one.language, word)
        for one in written
        for word in words_of(one.title)
        if len(word) > 3 and word.isalpha()
    }
    Word.objects.bulk_create(
        (Word(language=language, word=word, near=near(word)) for language, word in sorted(found)),
        ignore_conflicts=True,
    )


def forget_words():
    """Forget the words that no indexed title bears any more, in no form; return how many.

    Each batch is a transaction of its own, in which nobody indexes, and so learns.
    """
    last, forgotten = 0, 0
    while True:
        with transaction.atomic():
            wait_for_others()
            words = list(Word.objects.filter(pk__gt=last).order_by("pk")[:WORDS_PROVED])
            if not words:
                return forgotten
            for language in {one.language for one in words}:
                forgotten += forget([one for one in words if one.language == language], language)
        last = words[-1].pk
        sign_of_life.send(forget_words)


def forget(words, language):
    """Delete those of a language that no title bears; one statement. A stop word stands nowhere."""
    known = forms_of(language, [one.word for one in words])
    in_titles = [
        (one.pk, " & ".join(quoted(IN_TITLE + form) for form in known[one.word]))
        for one in words
        if known[one.word]
    ]
    with connection.cursor() as cursor:
        # the language stands in it literally, for the index of its words alone
        cursor.execute(
            f"""DELETE FROM search_word USING unnest(%s::bigint[], %s::text[]) AS sought (id, query)
                WHERE search_word.id = sought.id AND NOT EXISTS (
                    SELECT FROM search_entry
                    WHERE language = '{language}' AND words @@ sought.query::tsquery)""",  # noqa: S608
            [[key for key, _query in in_titles], [query for _key, query in in_titles]],
        )
        return cursor.rowcount


def near(word):
    """A word as a Russian keyboard types it, and without any one of its letters."""
    folded = fold(word)
    return sorted({folded, *(folded[:at] + folded[at + 1 :] for at in range(len(folded)))})

"""What a question costs, told by how many records PostgreSQL reads the words of: they lie beside
the table, and to read them is nearly all of the work."""

import pytest
from django.db import connection

from mediacenter.services.search import finding
from mediacenter.services.search.finding import CANDIDATES, find

pytestmark = pytest.mark.django_db

# with enough words to lie beside the table, and few enough for a single row there
RECORDS = """
INSERT INTO search_entry (kind, record, language, words, text, day)
SELECT 'article', number, 'kk',
       to_tsvector('simple', concat_ws(
           ' ', 'шаңырақ', CASE WHEN number %% 5 = 0 THEN 'мерей' END,
           (SELECT string_agg(md5(word::text), ' ') FROM generate_series(1, 44) AS word))),
       repeat('.', 300), date '2020-01-01' + number %% 2000
FROM generate_series(1, %s) AS number
"""
WORDS_READ = """
SELECT pg_stat_get_xact_tuples_returned(indexrelid)
FROM pg_class JOIN pg_index ON indrelid = reltoastrelid WHERE oid = 'search_entry'::regclass
"""


def cost_of(asked):
    """How many were found and ranked, and of how many the words were read."""
    before = words_read()
    found = find(asked, "kk")
    return found.number, words_read() - before


def words_read():
    with connection.cursor() as cursor:
        cursor.execute(WORDS_READ)
        return cursor.fetchone()[0]


def test_the_words_of_those_are_read_that_are_ranked_however_common_a_word_is(monkeypatch):
    monkeypatch.setattr(finding, "FEW", 1_000)
    with connection.cursor() as cursor:
        cursor.execute(RECORDS, [2_000])
        cursor.execute("ANALYZE search_entry")
    ranked = CANDIDATES[True]
    assert cost_of("мерей") == (ranked, ranked)
    assert cost_of("шаңырақ") == (ranked, 2 * ranked)  # once to match, once to rank

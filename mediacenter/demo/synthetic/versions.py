"""What was written of all texts at once: their versions and the journal, each in one statement."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from mediacenter.services.journal.models import JournalEntry
from publications.articles.models import ArticleText, Revision

from .copying import numbered

# Every text as it was saved last, and before its last change with another lead.
VERSIONS = """
INSERT INTO publications_revision
       (id, text_id, version, fields, saved_by_id, saved_at, public_from, public_until)
SELECT row_number() OVER (ORDER BY text.id, number), text.id, number,
       jsonb_build_object({parts}), article.created_by_id,
       CASE number WHEN text.version THEN text.changed_at ELSE article.created_at END,
       CASE number WHEN 1 THEN text.published_at
                   ELSE CASE WHEN text.published_at IS NOT NULL THEN text.changed_at END END,
       CASE WHEN number < text.version AND text.published_at IS NOT NULL THEN text.changed_at END
FROM publications_articletext text
JOIN publications_article article ON article.id = text.article_id
CROSS JOIN LATERAL generate_series(1, text.version) number
"""
JOURNAL = """
INSERT INTO journal_journalentry (id, at, user_id, code, content_type_id, object_id, details)
SELECT row_number() OVER (ORDER BY text.id), text.published_at, article.created_by_id,
       'text.published', %s, text.id::text, '{}'
FROM publications_articletext text
JOIN publications_article article ON article.id = text.article_id
WHERE text.published_at IS NOT NULL
"""


def keep_versions(say):
    parts = ", ".join(f"'{name}', {stored(name)}" for name in ArticleText.PARTS)
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS.format(parts=parts))
        say(f"versions: {numbered(cursor, Revision)}")
        cursor.execute(JOURNAL, [ContentType.objects.get_for_model(ArticleText).pk])
        say(f"journal: {numbered(cursor, JournalEntry)}")


def stored(part):
    if part == "lead":
        return "CASE number WHEN text.version THEN text.lead ELSE '' END"
    return f"text.{part}"

"""Finding records by the beginnings of words, from an index, however many there are.

    class Meta:
        indexes = [words_index("title_kk", "title_ru", name="occasion_words")]

    found_by_words(Occasion.objects.all(), "отпуск газет", ["title_kk", "title_ru"])

Signs only part words, and a Kazakh letter equals the one on its key of a Russian keyboard.
"""

import re

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import migrations
from django.db.models import Exists, F, Func, OuterRef, Value
from django.db.models.functions import Coalesce

from .bounded import Among
from .stemming import folding

# What would let PostgreSQL take several words for one address or number; and the signs that print
# makes of plain ones, which it takes for letters where its locale is none of the system's.
JOINING = "-./:@_&=?+~#"
TYPOGRAPHIC = "\u00a0\u2007\u2009\u202f«»‹›„“”‟‚‘’‛…‐‑‒–—―−•·№§°±×÷©®™′″₸₽€"
PARTING = JOINING + TYPOGRAPHIC
SPELLED, FOLDED = folding.SPELLED + PARTING, folding.FOLDED + " " * len(PARTING)
FOLDING = str.maketrans(SPELLED, FOLDED)

LONGEST_SEARCH = 1_000  # characters; what follows is not sought
MOST_WORDS = 20  # each may be a statement within the statement


class Words(Func):
    """The words of some text columns; an index over the same, in the same order, finds them."""

    template = (
        "to_tsvector('simple'::regconfig,"
        f" translate(lower(%(expressions)s), '{SPELLED}', '{FOLDED}'))"
    )
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()

    def __init__(self, *columns):
        super().__init__(*(Coalesce(F(column), Value("")) for column in columns))


def words_index(*columns, name):
    return GinIndex(Words(*columns), name=name)


def index_words_anew(app_label):
    """The operation of a migration that builds the indexes of words of an app anew."""

    def build_anew(apps, schema_editor):
        for model in apps.get_app_config(app_label).get_models():
            for index in model._meta.indexes:
                if any(isinstance(expression, Words) for expression in index.expressions):
                    schema_editor.remove_index(model, index)
                    schema_editor.add_index(model, index)

    return migrations.RunPython(build_anew, migrations.RunPython.noop)


def words_in(text):
    """The words of what people write, as they are sought."""
    return re.findall(r"\w+", text[:LONGEST_SEARCH].lower().translate(FOLDING))


def found_by_words(records, text, lookups):
    """The records of a QuerySet that hold each word of the text under one of the lookups."""
    columns_of = {}
    for lookup in lookups:
        relation, _, column = lookup.rpartition("__")
        columns_of.setdefault(relation, []).append(column)
    words = words_in(text)[:MOST_WORDS]
    if words and len(columns_of) == 1:
        ((relation, columns),) = columns_of.items()
        return holding(records, relation, columns, words)
    for word in words:
        everywhere = records.model._base_manager.all()
        places = (holding(everywhere, *found, [word]) for found in columns_of.items())
        first, *others = (found.values("pk") for found in places)
        # joined by OR the places would be sought through row by row, past their indexes
        records = records.filter(Among("pk", first.union(*others)))
    return records


def holding(records, relation, columns, words):
    """The records that hold the words in columns of their own or of a related record."""
    if not relation:
        wanted = " & ".join(f"'{word}':*" for word in words)
        query = SearchQuery(wanted, config="simple", search_type="raw")
        return records.alias(its_words=Words(*columns)).filter(its_words=query)
    field = records.model._meta.get_field(relation)
    related = holding(field.related_model._base_manager.all(), "", columns, words)
    if field.one_to_many:
        return records.filter(Exists(related.filter(**{field.field.name: OuterRef("pk")})))
    return records.filter(**{f"{relation}__in": related.values("pk")})

"""What is indexed is put into the index at once, not into a list that each question reads first.

All is indexed anew, for the words of titles are told apart from now on.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

NAMES = {code: f"search_words_{code}" for code in ("kk", "ru", "en")}
AT_ONCE = [
    statement
    for name in (*NAMES.values(), "search_word_near")
    for statement in (
        f"ALTER INDEX {name} SET (fastupdate = off)",
        f"SELECT gin_clean_pending_list('{name}')",
    )
]
BY_A_LIST = [
    f"ALTER INDEX {name} RESET (fastupdate)" for name in (*NAMES.values(), "search_word_near")
]


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            "INSERT INTO search_due (kind, record) SELECT DISTINCT kind, record FROM search_entry",
            migrations.RunSQL.noop,
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(AT_ONCE, BY_A_LIST)],
            state_operations=[
                migrations.RemoveIndex("word", "search_word_near"),
                migrations.AddIndex(
                    "word",
                    GinIndex(fields=["near"], name="search_word_near", fastupdate=False),
                ),
            ]
            + [
                operation
                for code, name in NAMES.items()
                for operation in (
                    migrations.RemoveIndex("entry", name),
                    migrations.AddIndex(
                        "entry",
                        GinIndex(
                            fields=["words"],
                            condition=models.Q(language=code),
                            name=name,
                            fastupdate=False,
                        ),
                    ),
                )
            ],
        ),
    ]

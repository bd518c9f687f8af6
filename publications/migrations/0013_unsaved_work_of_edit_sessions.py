"""The opening of a form is an edit session, the order of what it sends a sequence: in the bin, too."""

from django.db import migrations, models

LABEL = "publications.UnsavedWork"
# PostgreSQL does not rename the constraints of a column with it; those of NOT NULL have names from 18
CONSTRAINTS = {
    "opening_not_null": "edit_session_not_null",
    "turn_not_null": "sequence_not_null",
    "turn_check": "sequence_check",
}
RENAME = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM pg_constraint WHERE conrelid = 'publications_unsavedwork'::regclass
        AND conname = 'publications_unsavedwork_{0}'
    ) THEN
        ALTER TABLE publications_unsavedwork
            RENAME CONSTRAINT publications_unsavedwork_{0} TO publications_unsavedwork_{1};
    END IF;
END $$
"""
THERE = "; ".join(RENAME.format(old, new) for old, new in CONSTRAINTS.items())
BACK = "; ".join(RENAME.format(new, old) for old, new in CONSTRAINTS.items())


def rename_in_bin(apps, names):
    entries = apps.get_model("unions", "BinEntry").objects.filter(rows__has_key=LABEL)
    for entry in entries.iterator(chunk_size=100):
        entry.rows[LABEL] = [
            {names.get(column, column): value for column, value in row.items()}
            for row in entry.rows[LABEL]
        ]
        entry.save(update_fields=["rows"])


def forwards(apps, schema_editor):
    rename_in_bin(apps, {"opening": "edit_session", "turn": "sequence"})


def backwards(apps, schema_editor):
    rename_in_bin(apps, {"edit_session": "opening", "sequence": "turn"})


class Migration(migrations.Migration):

    dependencies = [
        ("publications", "0012_what_is_joint_already_stays"),
        ("unions", "0022_titles_of_the_bin_by_language"),
    ]

    operations = [
        migrations.RemoveConstraint("unsavedwork", "unsaved_work_once_an_opening"),
        migrations.RenameField("unsavedwork", "opening", "edit_session"),
        migrations.RenameField("unsavedwork", "turn", "sequence"),
        migrations.RunSQL(THERE, BACK),
        migrations.AddConstraint(
            "unsavedwork",
            models.UniqueConstraint(
                fields=["user", "edit_session", "language"],
                name="unsaved_work_once_a_session",
                violation_error_message="There is unsaved work of this form already.",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]

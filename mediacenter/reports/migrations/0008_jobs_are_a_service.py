"""What every long job has goes to the table of the service, under the same key; in the bin, too."""

import django.db.models.deletion
from django.db import migrations, models

KIND = "reports.report"
LABEL, OF_THE_SERVICE = "reports.ReportJob", "jobs.Job"
MOVED = (
    "status", "stage", "percent", "attempt", "requested_at", "published_at", "seen_alive_at",
    "finished_at", "failure", "requested_by_id",
)
SHARED = ", ".join(MOVED)
MOVE = f"""
LOCK TABLE reports_reportjob IN ACCESS EXCLUSIVE MODE;
INSERT INTO jobs_job (id, kind, key, wish, {SHARED})
    SELECT id, '{KIND}', organization_id || '/' || year || '/' || language, '{{}}', {SHARED}
    FROM reports_reportjob;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE reports_reportjob {", ".join(f"DROP COLUMN {column}" for column in MOVED)};
ALTER TABLE reports_reportjob RENAME COLUMN id TO job_ptr_id;
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM pg_constraint WHERE conrelid = 'reports_reportjob'::regclass
        AND conname = 'reports_reportjob_id_not_null'
    ) THEN
        ALTER TABLE reports_reportjob
            RENAME CONSTRAINT reports_reportjob_id_not_null TO reports_reportjob_job_ptr_id_not_null;
    END IF;
END $$;
ALTER TABLE reports_reportjob ADD CONSTRAINT reports_reportjob_job_ptr_id_05b83421_fk_jobs_job_id
    FOREIGN KEY (job_ptr_id) REFERENCES jobs_job (id) DEFERRABLE INITIALLY DEFERRED;
"""


def move(apps, schema_editor):
    schema_editor.execute(MOVE, None)
    in_bin = apps.get_model("unions", "BinEntry").objects.all()
    for entry in in_bin.filter(rows__has_key=LABEL):
        entry.rows[OF_THE_SERVICE] = [common_to_all(row) for row in entry.rows[LABEL]]
        entry.rows[LABEL] = [of_reports(row) for row in entry.rows[LABEL]]
        entry.save(update_fields=["rows"])
    for entry in in_bin.filter(links__contains=[[LABEL, "requested_by_id"]]):
        entry.links = [
            [OF_THE_SERVICE if (label, column) == (LABEL, "requested_by_id") else label, column, *rest]
            for label, column, *rest in entry.links
        ]
        entry.save(update_fields=["links"])


def common_to_all(row):
    key = f"{row['organization_id']}/{row['year']}/{row['language']}"
    kept = {column: row[column] for column in MOVED if column in row}
    return {"id": row["id"], "kind": KIND, "key": key, **kept}


def of_reports(row):
    kept = {column: value for column, value in row.items() if column not in MOVED}
    return {"job_ptr_id": kept.pop("id"), **kept}


class Migration(migrations.Migration):

    dependencies = [
        ("jobs", "0001_initial"),
        ("reports", "0007_squashed"),
        ("unions", "0026_mails_given_up"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(move)],
            state_operations=[
                migrations.DeleteModel("ReportJob"),
                migrations.CreateModel(
                    name="ReportJob",
                    fields=[
                        ("job_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="jobs.job")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("language", models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2, verbose_name="language")),
                        ("file", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="jobs", to="reports.reportfile", verbose_name="file")),
                        ("organization", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="report_jobs", to="unions.organization", verbose_name="organization")),
                    ],
                    options={
                        "verbose_name": "report job",
                        "verbose_name_plural": "report jobs",
                    },
                    bases=("jobs.job",),
                ),
            ],
        ),
    ]

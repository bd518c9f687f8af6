"""Long work: a row is the truth, Celery carries ids. See docs/services/jobs.md."""

"""Gathers the tasks of the sub-rooms for Celery."""

import publications.articles.tasks
import publications.newsletter.tasks
import publications.pictures.tasks
import publications.plan.tasks
import publications.social.tasks  # noqa: F401

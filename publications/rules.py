"""Gathers the permissions of the sub-rooms for Django."""

import publications.articles.rules
import publications.guides.rules
import publications.newsletter.rules
import publications.pictures.rules
import publications.plan.rules
import publications.press.rules
import publications.printed.rules
import publications.social.rules  # noqa: F401
